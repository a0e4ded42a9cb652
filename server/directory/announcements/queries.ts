import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { AnnouncementKind, AnnouncementState } from "./rules";
import { storedWords } from "./schema";

const SHOWN = 20;

/** The newest announcements with how far they are. */
export async function listAnnouncements(tx: Tx, _scope: OperatorScope) {
  const rows = await sqlOfTx(tx)<{
    id: string;
    kind: AnnouncementKind;
    words: unknown;
    state: AnnouncementState;
    madeAt: Date;
    merchants: number;
    told: number;
  }>(
    `SELECT a.id, a.kind, a.words, a.state, a.made_at AS "madeAt", counted.merchants, counted.told
     FROM (SELECT * FROM announcement ORDER BY id DESC LIMIT ${SHOWN}) AS a
     CROSS JOIN LATERAL (SELECT count(*)::int AS merchants, count(told_at)::int AS told FROM announcement_merchant m
       WHERE m.announcement_id = a.id) AS counted ORDER BY a.id DESC`,
  );
  return rows.map(({ words, ...row }) => ({ ...row, title: storedWords.parse(words).ja.title }));
}

export type WaitingAnnouncement = {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly words: ReturnType<typeof storedWords.parse>;
  readonly tenantIds: readonly string[];
};

/** The oldest announcement that is under way with the merchants that come next, or null; they stay locked. */
export async function findWaiting(sql: Sql, limit: number): Promise<WaitingAnnouncement | null> {
  const [one] = await sql<{ id: string; kind: AnnouncementKind; words: unknown }>(
    "SELECT id, kind, words FROM announcement WHERE state = 'sending' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
  );
  if (one === undefined) return null;
  const rows = await sql<{ tenantId: string }>(
    `SELECT tenant_id AS "tenantId" FROM announcement_merchant WHERE announcement_id = $1 AND told_at IS NULL
     ORDER BY tenant_id LIMIT $2::int`,
    [one.id, limit],
  );
  return { ...one, words: storedWords.parse(one.words), tenantIds: rows.map(({ tenantId }) => tenantId) };
}
