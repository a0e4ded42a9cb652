import { findWaiting } from "@/server/directory/announcements/queries";
import { TOLD_AT_ONCE } from "@/server/directory/announcements/rules";
import type { SystemScope } from "@/server/kernel/scope";
import { transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { RecurringJob } from "@/server/platform/jobs";
import { type News, tellPeople } from "../news/commands";

const PAUSE_MS = 15_000;

/**
 * Tells the next few merchants of the announcement that waits longest. News and mark are one transaction, and news
 * reach nobody twice, so a round that was cut off is simply done again. @returns how many merchants were told
 */
export async function tellAnnouncements(deps: Deps<SystemScope>): Promise<number> {
  return transactSql("jobs", async (sql) => {
    const waiting = await findWaiting(sql, TOLD_AT_ONCE);
    if (waiting === null) return 0;
    const { id, kind, words, tenantIds } = waiting;
    if (tenantIds.length === 0) {
      await sql("UPDATE announcement SET state = 'sent' WHERE id = $1", [id]);
      return 0;
    }
    const params = Object.fromEntries(
      Object.entries(words).flatMap(([language, { title, body }]) => [
        [`title_${language}`, title],
        [`body_${language}`, body],
      ]),
    );
    const news = tenantIds.map(
      (tenantId): News => ({
        kind: kind === "offer" ? "announcement_offer" : "announcement_service",
        key: `announcement:${id}:${tenantId}`,
        tenantId,
        params,
      }),
    );
    await tellPeople(sql, deps, news);
    await sql(
      `UPDATE announcement_merchant SET told_at = to_timestamp($3::float8 / 1000)
       WHERE announcement_id = $1 AND tenant_id = ANY($2::text[])`,
      [id, tenantIds, deps.now],
    );
    return tenantIds.length;
  });
}

/** One round at a time with a pause between them, so that the mail server is not flooded. */
export const announcementsJob: RecurringJob = {
  name: "announcements",
  everyMs: PAUSE_MS,
  run: async (deps) => void (await tellAnnouncements(deps)),
};
