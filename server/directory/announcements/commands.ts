import { recordAudit } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { keepBulk } from "../bulk/commands";
import { type BulkResult, listChosen } from "../bulk/queries";
import { wordsOf } from "./rules";
import type { AnnouncementInput } from "./schema";

type Desk = Deps<OperatorScope>;

/**
 * Takes a message to the chosen merchants. Who they are is fixed now; they are told little by little, and until the
 * last has been told it can be stopped. @throws DomainError not_found, too_large
 */
export async function sendAnnouncement(deps: Desk, input: AnnouncementInput): Promise<BulkResult> {
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const chosen = (await listChosen(sql, input.choice)).map((one) => ({
      ...one,
      isTold: one.state !== "terminated",
    }));
    const told = chosen.filter(({ isTold }) => isTold).map(({ id }) => id);
    const announcementId = deps.newId("announcement");
    const words = wordsOf(input.titles, input.bodies);
    await sql(
      `INSERT INTO announcement (id, kind, words, made_by, made_at, state)
       VALUES ($1, $2, $3::text::jsonb, $4, to_timestamp($5::float8 / 1000), 'sending')`,
      [announcementId, input.kind, JSON.stringify(words), deps.scope.personId, deps.now],
    );
    await sql(
      "INSERT INTO announcement_merchant (announcement_id, tenant_id) SELECT $1, unnest($2::text[])",
      [announcementId, told],
    );
    await recordAudit(tx, deps, {
      action: "announcement.send",
      subjectId: announcementId,
      tenantId: null,
      after: { kind: input.kind, merchants: told.length, title: words.ja.title },
    });
    const rows = chosen.map(({ id, isTold }) => ({
      tenantId: id,
      outcome: isTold ? ("done" as const) : ("merchant_state" as const),
      before: {},
    }));
    return keepBulk(tx, deps, { kind: "message", input: { announcementId, kind: input.kind }, rows });
  });
}

/** Tells nobody more of an announcement that is under way. @throws DomainError not_found, work_state */
export async function stopAnnouncement(
  deps: Desk,
  input: { readonly announcementId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const [one] = await sql<{ state: string }>("SELECT state FROM announcement WHERE id = $1 FOR UPDATE", [
      input.announcementId,
    ]);
    if (one === undefined) throw new DomainError("not_found");
    if (one.state !== "sending") throw new DomainError("work_state");
    await sql("UPDATE announcement SET state = 'stopped' WHERE id = $1", [input.announcementId]);
    await recordAudit(tx, deps, {
      action: "announcement.stop",
      subjectId: input.announcementId,
      tenantId: null,
      before: { state: "sending" },
      after: { state: "stopped" },
    });
  });
}
