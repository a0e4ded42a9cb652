import type { AuditAction } from "@/server/audit/actions.data";
import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { book } from "../commands";
import { standsMinor, writeOffPostings } from "../rules";
import { STANDING_COLUMNS, type StoredStanding, standingOf, writeOffKey } from "./rules";

type OperatorDeps = Deps<OperatorScope>;
type Locked = StoredStanding & {
  id: string;
  state: string;
  note: string;
  owner_id: string | null;
  proposed_by: string | null;
  proposed_ms: number | null;
};
type State = Locked["state"];

async function lockItem(sql: Sql, itemId: string, states: readonly State[]): Promise<Locked> {
  const [item] = await sql<Locked>(
    `SELECT id, state, note, owner_id, proposed_by, (extract(epoch FROM proposed_at) * 1000)::float8 AS proposed_ms,
            ${STANDING_COLUMNS}
     FROM reconciliation_item WHERE id = $1 FOR UPDATE`,
    [itemId],
  );
  if (!item) throw new DomainError("not_found");
  if (!states.includes(item.state)) throw new DomainError("reconciliation_state");
  return item;
}

async function tell(
  sql: Sql,
  deps: OperatorDeps,
  action: AuditAction,
  item: Locked,
  note?: string,
): Promise<void> {
  const { kind, own_minor: ownMinor, reported_minor: reportedMinor } = item;
  await recordAuditSql(sql, deps, [
    {
      action,
      subjectId: item.id,
      tenantId: null,
      after: { kind, ownMinor, reportedMinor, ...(note !== undefined && { note }) },
    },
  ]);
}

/** Takes an item on, or gives it back. @throws DomainError reconciliation_state when it is over */
export async function ownItem(deps: OperatorDeps, input: { itemId: string; own: boolean }): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const item = await lockItem(sql, input.itemId, ["open", "proposed"]);
    await sql("UPDATE reconciliation_item SET owner_id = $2 WHERE id = $1", [
      item.id,
      input.own ? deps.actor.id : null,
    ]);
    await tell(sql, deps, input.own ? "reconciliation.own" : "reconciliation.give_back", item);
  });
}

/**
 * Closes an item that leaves nothing on the accounts, with what explains it.
 * @throws DomainError reconciliation_state when it is over, reconciliation_stands while an amount stands
 */
export async function explainItem(
  deps: OperatorDeps,
  input: { itemId: string; reason: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const item = await lockItem(sql, input.itemId, ["open"]);
    if (writeOffPostings(standingOf(item)).length > 0) {
      throw new DomainError("reconciliation_stands", { amount: `${standsMinor(standingOf(item))}` });
    }
    await sql(
      `UPDATE reconciliation_item SET state = 'resolved', outcome = 'explained', note = $2, resolved_by = $3,
              resolved_at = to_timestamp($4::float8 / 1000) WHERE id = $1`,
      [item.id, input.reason, deps.actor.id, deps.now],
    );
    await tell(sql, deps, "reconciliation.explain", item, input.reason);
  });
}

/** Asks a second person to take off the accounts what an item leaves on them. @throws DomainError reconciliation_state */
export async function proposeWriteOff(
  deps: OperatorDeps,
  input: { itemId: string; reason: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const item = await lockItem(sql, input.itemId, ["open"]);
    if (writeOffPostings(standingOf(item)).length === 0) throw new DomainError("reconciliation_state");
    await sql(
      `UPDATE reconciliation_item SET state = 'proposed', note = $2, proposed_by = $3,
              proposed_at = to_timestamp($4::float8 / 1000) WHERE id = $1`,
      [item.id, input.reason, deps.actor.id, deps.now],
    );
    await tell(sql, deps, "reconciliation.propose", item, input.reason);
    await emitEventsSql(sql, deps, [
      {
        type: "write_off.proposed",
        tenantId: null,
        subjectId: item.id,
        payload: { itemId: item.id, personId: deps.scope.personId },
      },
    ]);
  });
}

/**
 * The second person's word: the entry is booked and the accounts return to zero by its amount.
 * @throws DomainError reconciliation_state, maker_is_checker for whoever proposed it
 */
export async function confirmWriteOff(deps: OperatorDeps, input: { itemId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const item = await lockItem(sql, input.itemId, ["proposed"]);
    if (item.proposed_by === deps.actor.id) throw new DomainError("maker_is_checker");
    await sql(
      `UPDATE reconciliation_item SET state = 'resolved', outcome = 'written_off', resolved_by = $2,
              resolved_at = to_timestamp($3::float8 / 1000) WHERE id = $1`,
      [item.id, deps.actor.id, deps.now],
    );
    await book(sql, deps, {
      key: writeOffKey({ id: item.id, proposedAtMs: item.proposed_ms ?? 0 }),
      kind: "adjustment",
      reference: item.id,
      postings: writeOffPostings(standingOf(item)),
    });
    await tell(sql, deps, "reconciliation.write_off", item, item.note);
  });
}

/** Gives a proposal back to whoever works on the item. @throws DomainError reconciliation_state */
export async function declineWriteOff(
  deps: OperatorDeps,
  input: { itemId: string; reason: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const item = await lockItem(sql, input.itemId, ["proposed"]);
    await sql(
      `UPDATE reconciliation_item SET state = 'open', note = $2, proposed_by = NULL, proposed_at = NULL WHERE id = $1`,
      [item.id, input.reason],
    );
    await tell(sql, deps, "reconciliation.decline", item, input.reason);
  });
}
