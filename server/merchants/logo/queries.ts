import type { MerchantScope } from "@/server/kernel/scope";
import type { Sql, Tx } from "@/server/platform/db";

/** One's own logo as a JPEG in Base64, or null. */
export async function findLogo(tx: Tx, { tenantId }: MerchantScope): Promise<string | null> {
  const row = await tx.merchantLogo.findUnique({ where: { tenantId }, select: { picture: true } });
  return row && Buffer.from(row.picture).toString("base64");
}

/** Names the logo that the shopper's pages of a merchant show now; null where there is none. */
export async function findLogoTag(sql: Sql, tenantId: string): Promise<string | null> {
  const [row] = await sql<{ tag: string }>("SELECT tag FROM merchant_logo WHERE tenant_id = $1", [tenantId]);
  return row?.tag ?? null;
}

/** The logo behind a code as a JPEG; null for a code without one, and for one that does not exist. */
export async function findLogoOfCode(
  sql: Sql,
  code: string,
): Promise<{ readonly picture: Buffer; readonly tag: string } | null> {
  const [row] = await sql<{ picture: Buffer; tag: string }>(
    `SELECT l.picture, l.tag FROM code c JOIN merchant_logo l ON l.tenant_id = c.tenant_id WHERE c.id = $1`,
    [code],
  );
  return row ?? null;
}
