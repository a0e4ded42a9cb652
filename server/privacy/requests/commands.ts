import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { addDays, instant, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope, PersonScope, SystemScope } from "@/server/kernel/scope";
import { openText, seal } from "@/server/platform/crypto";
import { bindNewTenant, type Sql, sqlOfTx, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { eraseApplications, erasePeople } from "../erasure/commands";
import { readErasurePlan, requestAad } from "./queries";
import { ANSWER_DAYS, ERASURE_DELAY_MS, erasesSomething } from "./rules";
import { type NewRequest, type RequestDecision, sealedRequest } from "./schema";

/**
 * Asks for a copy, a correction or the erasure of one's own data. While one of the same kind is open, that one is
 * given back.
 */
export async function askPrivacy(
  deps: Deps<PersonScope>,
  { kind, words, tenantId }: NewRequest & { readonly tenantId: string | null },
): Promise<{ readonly requestId: string }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    await sqlOfTx(tx)("SELECT pg_advisory_xact_lock(hashtextextended($1, 7320))::text AS locked", [personId]);
    const open = await tx.privacyRequest.findFirst({
      where: { personId, kind, state: "open" },
      select: { id: true },
    });
    if (open) return { requestId: open.id };
    // The row belongs to the tenant that the person acts for, as the session says.
    if (tenantId !== null) await bindNewTenant(tx, tenantId);
    const id = deps.newId("privacyRequest");
    const { data, keyId } = seal(JSON.stringify({ words, answer: "" }), requestAad(id));
    const dueAtMs = jstDayStartMs(addDays(jstDay(deps.now), ANSWER_DAYS));
    await tx.privacyRequest.create({
      data: {
        id,
        tenantId,
        personId,
        kind,
        state: "open",
        sealed: data,
        keyId,
        requestedAt: instant(deps.now),
        dueAt: instant(dueAtMs),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "privacy.ask",
      subjectId: id,
      tenantId,
      after: { kind, personId },
    });
    await emitEvent(tx, deps, {
      type: "privacy.requested",
      tenantId,
      subjectId: id,
      payload: { requestId: id, personId, dueAtMs },
    });
    return { requestId: id };
  });
}

type Locked = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly personId: string;
  readonly kind: string;
  readonly state: string;
  readonly sealed: Uint8Array;
};

async function lockRequest(sql: Sql, requestId: string): Promise<Locked | undefined> {
  const [row] = await sql<Locked>(
    `SELECT id, tenant_id AS "tenantId", person_id AS "personId", kind, state, sealed
     FROM privacy_request WHERE id = $1 FOR UPDATE`,
    [requestId],
  );
  return row;
}

/**
 * Answers a request: releases a copy, reports a correction, accepts an erasure, or refuses with the reason. An
 * accepted erasure is done a day later, when the answer has been read.
 * @throws DomainError not_found, request_state, nothing_to_erase
 */
export async function answerPrivacy(deps: Deps<OperatorScope>, input: RequestDecision): Promise<void> {
  const { requestId, outcome, answer } = input;
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const row = await lockRequest(sql, requestId);
    if (!row) throw new DomainError("not_found");
    if (row.state !== "open") throw new DomainError("request_state");
    const erases = row.kind === "erasure" && outcome === "done";
    if (erases && !erasesSomething(await readErasurePlan(sql, row, deps.now)))
      throw new DomainError("nothing_to_erase");
    const { words } = sealedRequest.parse(JSON.parse(openText(row.sealed, requestAad(row.id))));
    const { data, keyId } = seal(JSON.stringify({ words, answer }), requestAad(row.id));
    const state = erases ? "accepted" : outcome;
    await tx.privacyRequest.update({
      where: { id: row.id },
      data: { state, sealed: data, keyId, decidedBy: deps.scope.personId, decidedAt: instant(deps.now) },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "privacy.answer",
      subjectId: row.id,
      tenantId: row.tenantId,
      before: { state: row.state },
      after: { state },
    });
    const about = { tenantId: row.tenantId, subjectId: row.id };
    const { personId } = row;
    await emitEvent(tx, deps, {
      ...about,
      type: "privacy.answered",
      payload: { requestId, personId, outcome },
    });
    if (erases)
      await emitEvent(tx, deps, {
        ...about,
        type: "privacy.erasure_due",
        payload: { requestId },
        availableAtMs: deps.now + ERASURE_DELAY_MS,
      });
  });
}

/** Does an accepted erasure by the plan as it is by then; done already, it changes nothing. */
export async function eraseAsAccepted(deps: Deps<SystemScope>, requestId: string): Promise<void> {
  await transactSql("jobs", async (sql) => {
    const row = await lockRequest(sql, requestId);
    if (row?.state !== "accepted") return;
    const plan = await readErasurePlan(sql, row, deps.now);
    const erased = plan.filter(({ outcome }) => outcome === "erase").map(({ group }) => group);
    if (erased.includes("application") || erased.includes("identification")) {
      const applications = await endApplications(sql, deps.now, row);
      await eraseApplications(sql, deps.now, applications);
    }
    if (erased.includes("account")) await erasePeople(sql, [row.personId]);
    await sql("UPDATE privacy_request SET state = 'done' WHERE id = $1", [row.id]);
    await recordAuditSql(sql, deps, [
      {
        action: "privacy.erase",
        subjectId: row.id,
        tenantId: row.tenantId,
        before: { state: row.state },
        after: { state: "done", erased },
      },
    ]);
  });
}

/** The person's own applications; one whose content goes while it is filled in is over. */
async function endApplications(sql: Sql, nowMs: number, { tenantId, personId }: Locked) {
  return sql<{ id: string; tenantId: string }>(
    `UPDATE application SET version = version + 1, closed_at = coalesce(closed_at, to_timestamp($3::float8 / 1000)),
            state = CASE WHEN state IN ('draft', 'returned') THEN 'withdrawn' ELSE state END
     WHERE tenant_id = $1 AND applicant_id = $2 AND erased_at IS NULL
     RETURNING id, tenant_id AS "tenantId"`,
    [tenantId, personId, nowMs],
  );
}
