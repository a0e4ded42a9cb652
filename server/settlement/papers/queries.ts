import type { MerchantScope } from "@/server/kernel/scope";
import { getMerchant } from "@/server/merchants/queries";
import { toCp932 } from "@/server/platform/cp932";
import { sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { getStatement, requireStatement } from "../statement/queries";
import { MOST_LINES_BY_DAY } from "./rules";

/**
 * Everything that stands on a statement's papers. Lines are by day, store and wallet, or without days when they would
 * fill a book; the sums stay, and the table has every entry. @throws DomainError not_found, also for another merchant's
 */
export async function getStatementPaper(tx: Tx, scope: MerchantScope, args: { statementId: string }) {
  const statement = await getStatement(tx, scope, args);
  const merchant = await getMerchant(tx, scope.tenantId);
  return {
    issuer: env().issuer,
    recipient: {
      name: merchant.legalName,
      postalCode: merchant.postalCode,
      address: `${merchant.prefecture}${merchant.city}${merchant.addressLine}`,
    },
    statement,
    ...(await paperLines(tx, statement.id)),
  };
}

export type StatementPaper = Awaited<ReturnType<typeof getStatementPaper>>;

export type PaperLine = {
  readonly kind: string;
  readonly dayOn: string | null;
  readonly storeName: string | null;
  readonly walletName: string | null;
  readonly count: number;
  readonly amountMinor: bigint;
};

async function paperLines(tx: Tx, statementId: string) {
  const sql = sqlOfTx(tx);
  const [counted] = await sql<{ lines: number }>(
    "SELECT COALESCE(max(seq), 0)::int AS lines FROM statement_line WHERE statement_id = $1",
    [statementId],
  );
  const summed = (counted?.lines ?? 0) > MOST_LINES_BY_DAY;
  const lines = await sql<PaperLine>(
    `SELECT line.kind, line.day_on AS "dayOn", store.name AS "storeName", wallet.name AS "walletName", line.count,
            line.amount_minor AS "amountMinor"
     FROM (SELECT kind, ${summed ? "NULL::text AS day_on" : "day_on"}, store_id, wallet_id, min(seq) AS seq,
                  sum(count)::int AS count, sum(amount_minor)::bigint AS amount_minor
           FROM statement_line WHERE statement_id = $1 GROUP BY kind, ${summed ? "" : "day_on,"} store_id, wallet_id) line
     LEFT JOIN store ON store.id = line.store_id
     LEFT JOIN wallet ON wallet.id = line.wallet_id
     ORDER BY line.seq`,
    [statementId],
  );
  return { lines, linesAreSummed: summed };
}

/**
 * What a page that offers a statement's files has to know: letters in its names that CP932 does not have (a table has
 * geta marks in their places), and a fingerprint of all names, by which two parts of a download fit together.
 * @throws DomainError not_found
 */
export async function getFilesInfo(tx: Tx, scope: MerchantScope, args: { statementId: string }) {
  await requireStatement(tx, scope, args.statementId);
  const { stores, wallets } = await placesOf(tx, scope);
  // A chain's lines are tens of thousands: the database tells which stores are in them.
  const sold = await sqlOfTx(tx)<{ id: string }>(
    "SELECT DISTINCT store_id AS id FROM statement_line WHERE statement_id = $1 AND store_id IS NOT NULL",
    [args.statementId],
  );
  const ids = new Set(sold.map(({ id }) => id));
  const names = stores.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  return {
    lost: toCp932([...new Set(names.join(""))].join("")).lost,
    names: sha256Hex(Buffer.from(JSON.stringify([args.statementId, stores, wallets]))),
  };
}

/** The names that a statement's table may hold. */
export async function placesOf(tx: Tx, scope: MerchantScope) {
  const select = { id: true, name: true };
  const orderBy = { id: "asc" } as const;
  return {
    stores: await tx.store.findMany({ where: { tenantId: scope.tenantId }, select, orderBy }),
    wallets: await tx.wallet.findMany({ select, orderBy }),
  };
}
