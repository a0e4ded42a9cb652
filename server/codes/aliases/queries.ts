import { sha256Hex } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";

/** The name of an alias: what is scanned may be longer than an index takes. */
export function aliasId(value: string): string {
  return sha256Hex(value);
}

/** The codes that scanned texts of another system stand for; a text that stands for none is absent. */
export async function findAliases(sql: Sql, values: readonly string[]): Promise<Map<string, string>> {
  if (values.length === 0) return new Map();
  const rows = await sql<{ id: string; code_id: string }>(
    "SELECT id, code_id FROM code_alias WHERE id = ANY($1::text[])",
    [values.map(aliasId)],
  );
  const byId = new Map(rows.map((row) => [row.id, row.code_id]));
  return new Map(
    values.flatMap((value) => {
      const codeId = byId.get(aliasId(value));
      return codeId === undefined ? [] : [[value, codeId] as const];
    }),
  );
}
