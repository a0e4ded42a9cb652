import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import type { NewEvent } from "@/server/events/rules";
import { bookEntries } from "@/server/ledger/commands";
import type { NewEntry } from "@/server/ledger/rules";
import { sha256Hex } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type AcceptedPush, insertAccepted } from "../acceptance/ingest";
import { keepMessages, type MessageRow } from "../memory/ingest";

/** One row that the audit event of a batch vouches for. */
export type ToldRow = {
  readonly key: string;
  readonly contentHash: string;
  readonly paymentId: string | null;
};

/** What a batch of messages leads to, collected first and written in one statement each. */
export type BatchEffects = {
  readonly accepted: AcceptedPush[];
  readonly entries: NewEntry[];
  readonly events: NewEvent[];
  readonly messages: MessageRow[];
  readonly told: ToldRow[];
  /** Tenants all of whose screens read again. */
  readonly tenantIds: Set<string>;
  /** Where money came in: of those tenants, only who may see the store reads again. */
  readonly paidTenantIds: Set<string>;
  readonly paidStoreIds: Set<string>;
};

/** Effects with nothing in them. */
export function noEffects(): BatchEffects {
  const [tenantIds, paidTenantIds, paidStoreIds] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return {
    accepted: [],
    entries: [],
    events: [],
    messages: [],
    told: [],
    tenantIds,
    paidTenantIds,
    paidStoreIds,
  };
}

type EffectDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/**
 * Writes what a batch leads to, inside its transaction: payments, books, outbox, bodies, audit and the live feed. None waits
 * for another's rows, so they travel together and the database carries them out in this order.
 */
export async function writeEffects(sql: Sql, deps: EffectDeps, effects: BatchEffects): Promise<void> {
  await Promise.all([
    insertAccepted(sql, effects.accepted, deps.now),
    bookEntries(sql, effects.entries),
    emitEventsSql(sql, deps, effects.events),
    keepMessages(sql, effects.messages, deps.now),
    recordBatch(sql, deps, effects.told),
    notifyLive(sql, { tenantIds: [...effects.tenantIds], kinds: ["payments"] }),
    notifyLive(sql, {
      tenantIds: [...effects.paidTenantIds],
      storeIds: [...effects.paidStoreIds],
      kinds: ["payments"],
    }),
  ]);
}

/**
 * One audit event for the whole batch, with a root over its rows: SHA-256 over the lines `key hash payment` in the
 * order of their keys, which can be made again from `network_message_key`.
 */
async function recordBatch(sql: Sql, deps: EffectDeps, told: readonly ToldRow[]): Promise<void> {
  if (told.length === 0) return;
  const rows = [...told].sort((a, b) => (a.key < b.key ? -1 : 1));
  const lines = rows.map((row) => `${row.key} ${row.contentHash} ${row.paymentId ?? "-"}`);
  await recordAuditSql(sql, deps, [
    {
      action: "payment.ingest",
      subjectId: "wallet-network",
      tenantId: null,
      after: { root: sha256Hex(lines.join("\n")), rows: rows.length, keys: rows.map((row) => row.key) },
    },
  ]);
}
