import { addDays, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { type GrantLevel, toGrantLevel } from "@/server/merchants/franchise/rules";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { FranchiseesInput, FranchiseStoresInput } from "./schema";

type Sales = { readonly payments: number; readonly amountMinor: bigint };

/** A franchisee with the sales of a month and of the one before, as far as it shows them. */
export type Franchisee = Sales & {
  readonly grantId: string;
  readonly name: string;
  readonly level: GrantLevel;
  readonly fromOn: string;
  readonly beforeMinor: bigint;
};

export type FranchiseePage = {
  readonly franchisees: readonly Franchisee[];
  readonly afterId: string | null;
  /** Of all franchisees that show their sales, not of this page alone. */
  readonly all: Sales & { readonly franchisees: number };
  /** Of when the figures are, or null before the first were added up. */
  readonly salesAt: Date | null;
};

const PAGE = 50;

/** Only who sees the whole merchant sees its franchisees. */
function requireWhole(scope: MerchantScope): void {
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
}

function monthOf(month: string): { readonly from: string; readonly before: string } {
  const first = toDay(`${month}-01`);
  return { from: month, before: addDays(first, -1).slice(0, 7) };
}

type Row = Omit<Franchisee, "level" | "amountMinor" | "beforeMinor"> & {
  readonly level: string;
  readonly amountMinor: string;
  readonly beforeMinor: string;
};

// Row-level security leaves of the days what each grant covers.
const sumOf = (month: string) =>
  `(SELECT coalesce(sum(payments), 0)::int AS payments, coalesce(sum(amount_minor), 0)::text AS amount FROM franchise_day d
    WHERE d.tenant_id = g.tenant_id AND d.store_id = '' AND d.day_on >= ${month} || '-01' AND d.day_on <= ${month} || '-31')`;

/**
 * The franchisees of one's signboards that show their sales, in the order of their grants.
 * @throws DomainError not_permitted for who sees some stores only
 */
export async function listFranchisees(
  tx: Tx,
  scope: MerchantScope,
  input: FranchiseesInput,
): Promise<FranchiseePage> {
  requireWhole(scope);
  const sql = sqlOfTx(tx);
  const { from, before } = monthOf(input.month);
  const found = await sql<Row>(
    `SELECT g.id AS "grantId", g.name, g.level, g.from_on AS "fromOn", now.payments, now.amount AS "amountMinor",
            was.amount AS "beforeMinor"
     FROM franchise_grant g CROSS JOIN LATERAL ${sumOf("$2")} AS now CROSS JOIN LATERAL ${sumOf("$3")} AS was
     WHERE g.head_office_id = $1 AND g.revoked_at IS NULL AND ($4::text IS NULL OR g.id > $4)
     ORDER BY g.id LIMIT ${PAGE + 1}`,
    [scope.tenantId, from, before, input.afterId ?? null],
  );
  const page = found.slice(0, PAGE);
  return {
    franchisees: page.map(({ level, amountMinor, beforeMinor, ...row }) => ({
      ...row,
      level: toGrantLevel(level),
      amountMinor: BigInt(amountMinor),
      beforeMinor: BigInt(beforeMinor),
    })),
    afterId: found.length > PAGE ? (page.at(-1)?.grantId ?? null) : null,
    all: await sumAll(sql, scope, from),
    salesAt: await salesAt(sql),
  };
}

async function sumAll(sql: Sql, scope: MerchantScope, month: string): Promise<FranchiseePage["all"]> {
  const [all] = await sql<{ franchisees: number; payments: number; amount: string }>(
    `SELECT count(*)::int AS franchisees, coalesce(sum(now.payments), 0)::int AS payments,
            coalesce(sum(now.amount::bigint), 0)::text AS amount
     FROM franchise_grant g CROSS JOIN LATERAL ${sumOf("$2")} AS now
     WHERE g.head_office_id = $1 AND g.revoked_at IS NULL`,
    [scope.tenantId, month],
  );
  return {
    franchisees: all?.franchisees ?? 0,
    payments: all?.payments ?? 0,
    amountMinor: BigInt(all?.amount ?? "0"),
  };
}

async function salesAt(sql: Sql): Promise<Date | null> {
  const [fold] = await sql<{ throughAt: Date }>(
    `SELECT through_at AS "throughAt" FROM sales_fold WHERE id = 1`,
  );
  return fold?.throughAt ?? null;
}

/** The stores of a franchisee in a month, those that sold most first. */
export type FranchiseStores = {
  readonly name: string;
  readonly level: GrantLevel;
  readonly stores: readonly (Sales & { readonly storeId: string; readonly name: string })[];
  /** Whether there are more than are shown. */
  readonly isMore: boolean;
  readonly days: readonly (Sales & { readonly dayOn: string })[];
};

const STORES_SHOWN = 200;

/**
 * A franchisee's month by day, and by store where it shows that.
 * @throws DomainError not_found, also once the grant is taken back; not_permitted for who sees some stores only
 */
export async function getFranchisee(
  tx: Tx,
  scope: MerchantScope,
  input: FranchiseStoresInput,
): Promise<FranchiseStores> {
  requireWhole(scope);
  const sql = sqlOfTx(tx);
  const grant = await tx.franchiseGrant.findFirst({
    where: { id: input.grantId, headOfficeId: scope.tenantId, revokedAt: null },
    select: { tenantId: true, name: true, level: true },
  });
  if (grant === null) throw new DomainError("not_found");
  const args = [grant.tenantId, input.month];
  const within = "tenant_id = $1 AND day_on >= $2 || '-01' AND day_on <= $2 || '-31'";
  const stores = await sql<{ storeId: string; name: string; payments: number; amount: string }>(
    `SELECT store_id AS "storeId", (array_agg(name ORDER BY day_on DESC))[1] AS name, sum(payments)::int AS payments,
            sum(amount_minor)::text AS amount
     FROM franchise_day WHERE ${within} AND store_id <> '' GROUP BY store_id
     ORDER BY sum(amount_minor) DESC, store_id LIMIT ${STORES_SHOWN + 1}`,
    args,
  );
  const days = await sql<{ dayOn: string; payments: number; amount: string }>(
    `SELECT day_on AS "dayOn", payments, amount_minor::text AS amount
     FROM franchise_day WHERE ${within} AND store_id = '' ORDER BY day_on DESC`,
    args,
  );
  return {
    name: grant.name,
    level: toGrantLevel(grant.level),
    stores: stores
      .slice(0, STORES_SHOWN)
      .map(({ amount, ...one }) => ({ ...one, amountMinor: BigInt(amount) })),
    isMore: stores.length > STORES_SHOWN,
    days: days.map(({ amount, ...one }) => ({ ...one, amountMinor: BigInt(amount) })),
  };
}
