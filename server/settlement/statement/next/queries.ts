import { z } from "zod";
import { type Day, jstDay, jstDayStartMs, payDay, toDay } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import { ROUNDING_MODES } from "@/server/kernel/money";
import type { MerchantScope } from "@/server/kernel/scope";
import { balancesByPrefix } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { findAccountLabel } from "@/server/merchants/bank-accounts/queries";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { listHolidays } from "../../calendar/queries";
import { HOLIDAY_DIRECTIONS, payOnOf } from "../../calendar/rules";
import { CYCLES, TAX_CLASSES } from "../../rules";
import { expectedBasisPoints, expectedStatement, openPeriodEnd } from "./rules";

/** More groups than a page shows of a chain; the rest are found by their statements. */
const MOST_GROUPS = 50;

const contract = z.object({
  feeBasisPoints: z.number(),
  feeRoundingMode: z.enum(ROUNDING_MODES),
  taxBasisPoints: z.number(),
  taxRoundingMode: z.enum(ROUNDING_MODES),
  taxClass: z.enum(TAX_CLASSES),
  minimumPayoutMinor: z.bigint(),
  transferFeeMinor: z.bigint(),
  cycle: z.enum(CYCLES),
  payoutOffsetBankDays: z.number(),
  payDayOfMonth: z.number().nullable(),
  holidayDirection: z.enum(HOLIDAY_DIRECTIONS),
});

type GroupRow = {
  readonly id: string;
  readonly name: string;
  readonly bankAccountId: string | null;
  readonly lastThroughOn: string | null;
  readonly openingMinor: bigint;
  readonly feeBaseMinor: bigint;
  readonly feesMinor: bigint;
  /** The price of an early payout that is asked for; null when none is. */
  readonly earlyFeeMinor: bigint | null;
};

/**
 * What each payout group would be paid if its period ended now, after fees and tax, and when: the group with the most
 * first. Null while the merchant has neither a payout group nor terms. Sums begin at the last checkpoint of the
 * ledger, so that a month of a million payments costs no more than its last day.
 */
export async function findNextPayouts(tx: Tx, scope: MerchantScope, nowMs: number) {
  const terms = await currentTerms(tx, scope, jstDay(nowMs));
  const groups = await openGroups(tx);
  if (terms === null || groups.length === 0) return null;
  const owed = await owedByAccount(tx, scope);
  const other = await otherMoves(tx, groups, nowMs);
  const holidays = await listHolidays(sqlOfTx(tx));
  const next = groups.map((group) => {
    const open = {
      owedMinor: owed.get(accounts.merchantPayable(scope.tenantId, group.id)) ?? 0n,
      openingMinor: group.openingMinor,
      adjustmentsMinor: other.get(`adjustments ${group.id}`) ?? 0n,
      returnedPayoutsMinor: other.get(`returned ${group.id}`) ?? 0n,
    };
    const feeBasisPoints = expectedBasisPoints({
      feeBaseMinor: group.feeBaseMinor,
      feesMinor: group.feesMinor,
      contractBasisPoints: terms.feeBasisPoints,
      mode: terms.feeRoundingMode,
    });
    const expected = { ...terms, feeBasisPoints, earlyFeeMinor: group.earlyFeeMinor ?? 0n };
    return {
      groupId: group.id,
      groupName: group.name,
      bankAccountId: group.bankAccountId,
      ...nextDays(group, { terms, nowMs, holidays }),
      statement: { ...expectedStatement(open, expected), feeBasisPoints },
    };
  });
  const [first, ...others] = next.sort((a, b) =>
    a.statement.payoutMinor < b.statement.payoutMinor ? 1 : -1,
  );
  if (first === undefined) return null;
  const account = first.bankAccountId ? await findAccountLabel(tx, first.bankAccountId) : null;
  return { ...first, account, others };
}

type PayTerms = z.infer<typeof contract>;

/** What is asked for early is closed tonight and paid on the next bank day; everything else keeps its contract. */
function nextDays(
  group: GroupRow,
  { terms, nowMs, holidays }: { terms: PayTerms; nowMs: number; holidays: ReadonlySet<string> },
): { readonly closesOn: Day; readonly payOn: Day } {
  const lastThroughOn = group.lastThroughOn === null ? null : toDay(group.lastThroughOn);
  const isEarly = group.earlyFeeMinor !== null;
  const closesOn = openPeriodEnd({ nowMs, lastThroughOn, cycle: isEarly ? "daily" : terms.cycle });
  return { closesOn, payOn: isEarly ? payDay(closesOn, 1, holidays) : payOnOf(terms, closesOn, holidays) };
}

async function currentTerms(tx: Tx, scope: MerchantScope, today: Day): Promise<PayTerms | null> {
  const [row] = await sqlOfTx(tx)(
    `SELECT fee_basis_points AS "feeBasisPoints", fee_rounding_mode AS "feeRoundingMode",
            tax_basis_points AS "taxBasisPoints", tax_rounding_mode AS "taxRoundingMode", tax_class AS "taxClass",
            minimum_payout_minor AS "minimumPayoutMinor", cycle, payout_offset_bank_days AS "payoutOffsetBankDays",
            CASE transfer_fee_bearer WHEN 'merchant' THEN transfer_fee_minor ELSE 0 END::bigint AS "transferFeeMinor",
            pay_day_of_month AS "payDayOfMonth", holiday_direction AS "holidayDirection"
     FROM contract WHERE tenant_id = $1 AND valid_from_on <= $2 AND (valid_through_on IS NULL OR valid_through_on >= $2)
     ORDER BY version DESC LIMIT 1`,
    [scope.tenantId, today],
  );
  return row === undefined ? null : contract.parse(row);
}

async function openGroups(tx: Tx): Promise<GroupRow[]> {
  return sqlOfTx(tx)<GroupRow>(
    `SELECT payout_group.id, payout_group.name, payout_group.bank_account_id AS "bankAccountId",
            last.through_on AS "lastThroughOn", COALESCE(last.carried_minor, 0)::bigint AS "openingMinor",
            COALESCE(last.fee_base_minor, 0)::bigint AS "feeBaseMinor", COALESCE(last.fees_minor, 0)::bigint AS "feesMinor",
            early.fee_minor AS "earlyFeeMinor"
     FROM payout_group
     LEFT JOIN early_payout early ON early.payout_group_id = payout_group.id AND early.state = 'requested'
     LEFT JOIN LATERAL (SELECT through_on, carried_minor, fee_base_minor, fees_minor FROM statement
                        WHERE statement.payout_group_id = payout_group.id ORDER BY through_on DESC LIMIT 1) last ON true
     ORDER BY payout_group.id LIMIT ${MOST_GROUPS}`,
  );
}

async function owedByAccount(tx: Tx, scope: MerchantScope): Promise<ReadonlyMap<string, bigint>> {
  const balances = await balancesByPrefix(sqlOfTx(tx), `merchant:${scope.tenantId}:payable:`);
  return new Map(balances.map(({ account, balanceMinor }) => [account, -balanceMinor]));
}

/** Adjustments and payouts that came back since the last close: few, and found by their own accounts. */
async function otherMoves(
  tx: Tx,
  groups: readonly GroupRow[],
  nowMs: number,
): Promise<ReadonlyMap<string, bigint>> {
  const oldest = groups
    .map((group) => group.lastThroughOn)
    .sort((a, b) => (a ?? "").localeCompare(b ?? ""))[0];
  const fromMs = oldest ? jstDayStartMs(toDay(oldest)) : Math.max(0, nowMs - 62 * 86_400_000);
  const rows = await sqlOfTx(tx)<{ of: string; groupId: string; minor: bigint }>(
    `SELECT moved.of, moved.group_id AS "groupId", sum(moved.minor)::bigint AS minor
     FROM (SELECT 'adjustments' AS of, entry_id, split_part(from_account, ':', 4) AS group_id, amount_minor AS minor
           FROM ledger_posting WHERE to_account = $1 AND entry_id >= $3
           UNION ALL
           SELECT 'adjustments', entry_id, split_part(to_account, ':', 4), -amount_minor
           FROM ledger_posting WHERE from_account = $1 AND entry_id >= $3
           UNION ALL
           SELECT 'returned', posting.entry_id, split_part(from_account, ':', 4), posting.amount_minor
           FROM payout JOIN ledger_entry entry ON entry.reference = payout.id AND entry.kind = 'payout_returned'
           JOIN ledger_posting posting ON posting.entry_id = entry.id AND posting.to_account = $2
           WHERE payout.state = 'returned' AND split_part(from_account, ':', 4) = payout.payout_group_id) moved
     WHERE NOT EXISTS (SELECT 1 FROM statement_entry summed WHERE summed.entry_id = moved.entry_id)
     GROUP BY 1, 2`,
    [accounts.adjustments, accounts.payoutsInTransit, idFloor("entry", fromMs)],
  );
  return new Map(rows.map((row) => [`${row.of} ${row.groupId}`, row.minor]));
}
