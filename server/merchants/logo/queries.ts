import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";

/** The logo that shoppers see, as a JPEG in Base64, and whether it is one's own or the signboard's. */
export type ShownLogo = { readonly picture: string; readonly from: "merchant" | "brand" };

/** One's own logo, else that of the head office of one's signboard, or null. */
export async function findLogo(tx: Tx, { tenantId }: MerchantScope): Promise<ShownLogo | null> {
  const [row] = await sqlOfTx(tx)<{ picture: Uint8Array; isOwn: boolean }>(
    `SELECT l.picture, l.tenant_id = $1 AS "isOwn" FROM merchant_logo l WHERE l.tenant_id = ${shownFor("$1")}`,
    [tenantId],
  );
  return row === undefined
    ? null
    : { picture: Buffer.from(row.picture).toString("base64"), from: row.isOwn ? "merchant" : "brand" };
}

/** Whose logo the stores of a merchant show: its own, else that of the head office of its signboard. */
function shownFor(merchant: string): string {
  return `coalesce((SELECT tenant_id FROM merchant_logo WHERE tenant_id = ${merchant}),
    (SELECT b.tenant_id FROM merchant m JOIN brand b ON b.id = m.brand_id WHERE m.id = ${merchant}))`;
}

/** Names the logo that the shopper's pages of a merchant show now; null where there is none. */
export async function findLogoTag(sql: Sql, tenantId: string): Promise<string | null> {
  const [row] = await sql<{ tag: string }>(
    `SELECT tag FROM merchant_logo WHERE tenant_id = ${shownFor("$1")}`,
    [tenantId],
  );
  return row?.tag ?? null;
}

/** The logo behind a code as a JPEG; null for a code without one, and for one that does not exist. */
export async function findLogoOfCode(
  sql: Sql,
  code: string,
): Promise<{ readonly picture: Buffer; readonly tag: string } | null> {
  const [row] = await sql<{ picture: Buffer; tag: string }>(
    `SELECT l.picture, l.tag FROM code c JOIN merchant_logo l ON l.tenant_id = ${shownFor("c.tenant_id")} WHERE c.id = $1`,
    [code],
  );
  return row ?? null;
}
