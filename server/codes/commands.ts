import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type CodeFormat, newCode } from "./rules";

export type WriteDeps = Pick<Deps, "now" | "random" | "newId" | "actor" | "requestId">;

export type NewCode = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly counterName: string;
  /** The code whose poster this one replaces. */
  readonly replacesId?: string;
  readonly format?: CodeFormat;
  readonly jpqrId?: string | null;
};

/** A code that is taken already is as rare as a lottery win; a few draws more are enough for any batch. */
const DRAWS = 5;

/**
 * Places codes for any number of counters in a few statements, inside the caller's transaction.
 * @returns the codes in the order of the input
 */
export async function createCodes(sql: Sql, deps: WriteDeps, codes: readonly NewCode[]): Promise<string[]> {
  const placed: string[] = codes.map(() => "");
  for (let draw = 0; draw < DRAWS && placed.includes(""); draw += 1) {
    const drawn = new Map<string, number>();
    for (const [at, id] of placed.entries()) if (id === "") drawn.set(newCode(deps.random), at);
    for (const id of await insertCodes(sql, deps, codes, drawn)) {
      const at = drawn.get(id);
      if (at !== undefined) placed[at] = id;
    }
  }
  if (placed.includes("")) throw new DomainError("unavailable");
  const made = codes.map((code, at) => ({ ...code, id: placed[at] ?? "" }));
  await recordAuditSql(
    sql,
    deps,
    made.map(({ id, tenantId, storeId, counterName, replacesId }) => ({
      action: "code.create",
      subjectId: id,
      tenantId,
      after: { storeId, counterName, state: "active", replacesId: replacesId ?? null },
    })),
  );
  await emitEventsSql(
    sql,
    deps,
    made.map(({ id, tenantId, storeId }) => ({
      type: "code.issued",
      tenantId,
      subjectId: id,
      payload: { codeId: id, storeId },
    })),
  );
  return placed;
}

async function insertCodes(
  sql: Sql,
  deps: WriteDeps,
  codes: readonly NewCode[],
  drawn: ReadonlyMap<string, number>,
): Promise<string[]> {
  const rows = [...drawn].flatMap(([id, at]) => {
    const code = codes[at];
    if (code === undefined) return [];
    return {
      id,
      tenant_id: code.tenantId,
      store_id: code.storeId,
      counter_name: code.counterName,
      format: code.format ?? "URL",
      jpqr_id: code.jpqrId ?? null,
      replaces_id: code.replacesId ?? null,
    };
  });
  const written = await sql<{ id: string }>(
    `INSERT INTO code (id, tenant_id, store_id, counter_name, state, format, jpqr_id, replaces_id, created_at, updated_at)
     SELECT id, tenant_id, store_id, counter_name, 'active', format, jpqr_id, replaces_id,
            to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb)
       AS code(id text, tenant_id text, store_id text, counter_name text, format text, jpqr_id text, replaces_id text)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [JSON.stringify(rows), deps.now],
  );
  return written.map((row) => row.id);
}

/** Places one code, inside the caller's transaction (an approval). */
export async function createCode(tx: Tx, deps: WriteDeps, code: NewCode): Promise<{ codeId: string }> {
  const [codeId = ""] = await createCodes(sqlOfTx(tx), deps, [code]);
  return { codeId };
}

/** A further counter of one's own store. @throws DomainError not_found, store_not_live */
export async function addCode(
  deps: Deps<MerchantScope>,
  input: { readonly storeId: string; readonly counterName: string },
): Promise<{ code: string }> {
  const { scope } = deps;
  return deps.transact(async (tx) => {
    const store = scopeHasStore(scope, input.storeId)
      ? await tx.store.findFirst({
          where: { id: input.storeId, tenantId: scope.tenantId },
          select: { state: true },
        })
      : null;
    if (store === null) throw new DomainError("not_found");
    if (store.state === "terminated") throw new DomainError("store_not_live");
    const { codeId } = await createCode(tx, deps, { ...input, tenantId: scope.tenantId });
    return { code: codeId };
  });
}
