import type { SystemScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { describeError, log } from "@/server/platform/log";
import { isRefusedForGood, sendMail } from "@/server/platform/mail";
import { LETTERS_CHANNEL } from "../news/commands";
import { isNewsKind, type NewsKind } from "../news/rules";
import { type MailLocale, newsMail } from "./document";
import { backOffMs, LEASE_MS, MAX_ATTEMPTS } from "./rules";
import { storedParams } from "./schema";

const BATCH = 50;
const CONCURRENCY = 2;
const LOCALES: readonly MailLocale[] = ["ja", "en", "zh", "ko"];

type Row = {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
  readonly href: string;
  readonly attempts: number;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
};

/**
 * Sends what is due, each letter by one worker at a time. The mail server's acceptance is written down at once; a
 * worker that dies between the two sends again under the same Message-ID, which mail programs show once. Times are
 * those of the wall clock, so that a jump of the business clock neither repeats nor delays a letter.
 * @returns how many letters were taken
 */
export async function sendLetters(_deps: Deps<SystemScope>, wallMs = wallNow()): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const rows = await takeDue(sql, wallMs);
  const queue = rows.values();
  const runner = async () => {
    for (const row of queue) await send(sql, row, wallMs);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, runner));
  return rows.length;
}

/** Takes letters by moving their next time beyond the lease; a worker that dies gives them back. */
async function takeDue(sql: Sql, wallMs: number): Promise<Row[]> {
  return sql<Row>(
    `UPDATE notification AS letter
     SET mail_attempts = mail_attempts + 1, mail_due_at = to_timestamp($2::float8 / 1000)
     FROM (SELECT id FROM notification WHERE mail_due_at <= to_timestamp($1::float8 / 1000)
           ORDER BY mail_due_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS due, person
     WHERE letter.id = due.id AND person.id = letter.person_id
     RETURNING letter.id, letter.kind, letter.params, letter.href, letter.mail_attempts AS attempts,
               person.email, person.name, person.locale`,
    [wallMs, wallMs + LEASE_MS],
  );
}

async function send(sql: Sql, row: Row, wallMs: number): Promise<void> {
  if (!isNewsKind(row.kind)) return settle(sql, row.id, "failed");
  try {
    await sendMail({ to: row.email, id: row.id, ...mailOf(row, row.kind) });
    await settle(sql, row.id, "sent", wallMs);
  } catch (error) {
    const failed = row.attempts >= MAX_ATTEMPTS || isRefusedForGood(error);
    const { type, message } = describeError(error);
    log().warn({ letterId: row.id, attempt: row.attempts, failed, type, reason: message }, "letter not sent");
    if (failed) return settle(sql, row.id, "failed");
    await sql("UPDATE notification SET mail_due_at = to_timestamp($2::float8 / 1000) WHERE id = $1", [
      row.id,
      wallMs + backOffMs(row.attempts),
    ]);
  }
}

function mailOf(row: Row, kind: NewsKind) {
  const { params, items } = storedParams.parse(row.params);
  const locale = LOCALES.find((one) => one === row.locale) ?? "ja";
  return newsMail({
    kind,
    locale,
    name: row.name,
    params,
    items,
    href: row.href,
    publicUrl: env().publicUrl,
  });
}

async function settle(sql: Sql, id: string, state: "sent" | "failed", sentMs?: number): Promise<void> {
  await sql(
    `UPDATE notification SET mail_state = $2, mail_due_at = NULL, mail_sent_at = to_timestamp($3::float8 / 1000)
     WHERE id = $1`,
    [id, state, sentMs ?? null],
  );
}

/** Mail goes out within a second of being asked for; what failed is looked at again by the minute. */
export const letterJob: RecurringJob = {
  name: "letters",
  everyMs: 5_000,
  parallel: true,
  wakesOn: LETTERS_CHANNEL,
  run: (deps) => sendLetters(deps),
};
