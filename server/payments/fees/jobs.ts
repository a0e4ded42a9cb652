import { recordAuditSql } from "@/server/audit/commands";
import { addDays, type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import { basisPointsHalfEvenSql } from "@/server/kernel/money";
import type { SystemScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { daysWithFees, feeEntry, feeKey } from "./rules";

type FeeDeps = Deps<SystemScope>;

/** Books what the network's days cost, once for each wallet and day. @returns how many were booked now */
export async function bookNetworkFees(deps: FeeDeps): Promise<number> {
  return transactSql("jobs", async (sql) => {
    // Two workers would sum the same day.
    await sql("SELECT pg_advisory_xact_lock(hashtextextended('network_fees', 7314))::text AS locked");
    let booked = 0;
    for (const dayOn of daysWithFees(deps.now)) booked += await bookDay(sql, deps, dayOn);
    return booked;
  });
}

type FeeRow = { wallet_id: string; fee_minor: bigint };

// The network rounds each payment's fee half to even, and charges for what was booked on its day and not cancelled.
const FEES = `
  SELECT p.wallet_id, sum(${basisPointsHalfEvenSql("p.amount_minor", "w.network_fee_basis_points")})::bigint AS fee_minor
  FROM ledger_entry e JOIN payment p ON p.id = e.reference JOIN wallet w ON w.id = p.wallet_id
  WHERE e.id >= $1 AND e.id < $2 AND e.kind = 'payment' AND p.state <> 'cancelled'
  GROUP BY p.wallet_id ORDER BY p.wallet_id`;

async function bookDay(sql: Sql, deps: FeeDeps, dayOn: Day): Promise<number> {
  const known = await sql(
    "SELECT 1 FROM ledger_key WHERE key = ANY(ARRAY(SELECT 'network_fee:' || id || ':' || $1 FROM wallet)) LIMIT 1",
    [dayOn],
  );
  if (known.length > 0) return 0;
  const range = [dayOn, addDays(dayOn, 1)].map((day) => idFloor("entry", utc8DayStartMs(day)));
  const rows = await sql<FeeRow>(FEES, range);
  const fees = rows.filter((row) => row.fee_minor > 0n);
  await bookEntries(
    sql,
    fees.map((row) => feeEntry(deps, { walletId: row.wallet_id, dayOn, feeMinor: row.fee_minor })),
  );
  await recordAuditSql(
    sql,
    deps,
    fees.map((row) => ({
      action: "network.fee",
      subjectId: feeKey(row.wallet_id, dayOn),
      tenantId: null,
      after: { feeMinor: row.fee_minor },
    })),
  );
  return fees.length;
}
