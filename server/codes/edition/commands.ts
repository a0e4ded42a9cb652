import { recordAuditSql } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { WriteDeps } from "../commands";
import type { PosterFormat, PosterInput } from "../poster/rules";
import { getCode } from "../queries";
import { newSerial } from "../rules";
import { type Edition, posterOf } from "./rules";

type EditionRow = { code_id: string; serial: string; version: number; issued_ms: number };

const DRAWS = 5;

const CURRENT = `SELECT DISTINCT ON (code_id) code_id, serial, version,
    (extract(epoch FROM issued_at) * 1000)::float8 AS issued_ms
  FROM poster_edition WHERE code_id = ANY($1::text[]) AND format = $2 AND revoked_at IS NULL
  ORDER BY code_id, version DESC`;

// A version follows the highest one that the code ever had in this format; the one who comes second reads the first's.
const ISSUE = `INSERT INTO poster_edition (id, tenant_id, code_id, serial, version, format, issued_at)
  SELECT given.id, code.tenant_id, code.id, given.serial,
         coalesce((SELECT max(version) FROM poster_edition old WHERE old.code_id = code.id AND old.format = $2), 0) + 1,
         $2, to_timestamp($3::float8 / 1000)
  FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, code_id text, serial text)
  JOIN code ON code.id = given.code_id
  ON CONFLICT DO NOTHING RETURNING code_id, tenant_id, serial, version`;

/**
 * The current edition of each code in a format, issued now where there is none yet: a poster gets its serial and
 * version when it is first made, and keeps them until what it shows changes.
 * @returns editions by code; codes outside the reader's tenant are absent
 */
export async function issueEditions(
  sql: Sql,
  deps: WriteDeps,
  codes: readonly string[],
  format: PosterFormat,
): Promise<Map<string, Edition>> {
  const found = await currentEditions(sql, codes, format);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const missing = codes.filter((code) => !found.has(code));
    if (missing.length === 0) break;
    const issued = await insertEditions(sql, deps, missing, format);
    for (const [code, edition] of await currentEditions(sql, missing, format)) found.set(code, edition);
    if (issued === 0 && draw > 0) break;
  }
  return found;
}

async function insertEditions(
  sql: Sql,
  deps: WriteDeps,
  codes: readonly string[],
  format: PosterFormat,
): Promise<number> {
  const given = codes.map((code) => ({
    id: deps.newId("poster"),
    code_id: code,
    serial: newSerial(deps.random),
  }));
  const rows = await sql<{ code_id: string; tenant_id: string; serial: string; version: number }>(ISSUE, [
    JSON.stringify(given),
    format,
    deps.now,
  ]);
  await recordAuditSql(
    sql,
    deps,
    rows.map(({ code_id, tenant_id, serial, version }) => ({
      action: "poster.issue",
      subjectId: code_id,
      tenantId: tenant_id,
      after: { serial, version, format },
    })),
  );
  return rows.length;
}

async function currentEditions(
  sql: Sql,
  codes: readonly string[],
  format: PosterFormat,
): Promise<Map<string, Edition>> {
  const rows = await sql<EditionRow>(CURRENT, [[...codes], format]);
  return new Map(
    rows.map((row) => [
      row.code_id,
      { codeId: row.code_id, serial: row.serial, version: row.version, issuedAtMs: row.issued_ms },
    ]),
  );
}

/**
 * The poster of one's own code, with the edition that it carries.
 * @throws DomainError not_found; code_state for a code that takes no payments any more, since its poster would mislead
 */
export async function orderPoster(
  deps: Deps<MerchantScope>,
  input: { readonly code: string; readonly format: PosterFormat },
): Promise<PosterInput> {
  return deps.transact(async (tx) => {
    const code = await getCode(tx, deps.scope, input.code, deps.now);
    if (code.state === "retired" || code.state === "retiring") throw new DomainError("code_state");
    const editions = await issueEditions(sqlOfTx(tx), deps, [code.code], input.format);
    const edition = editions.get(code.code);
    if (edition === undefined) throw new DomainError("unavailable");
    return posterOf(code, edition);
  });
}
