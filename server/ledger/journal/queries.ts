import { addDays, type Day, jstDayStartMs, monthEnd, toDay } from "@/server/kernel/calendar";
import { idFloor } from "@/server/kernel/ids";
import type { Sql } from "@/server/platform/db";
import { accountClassSql } from "../balance/queries";

/** All movements of one kind between two accounts on one day, as accounting software books them: one line. Yen. */
export type JournalLine = {
  readonly dayOn: string;
  readonly kind: string;
  readonly debitAccount: string;
  readonly creditAccount: string;
  readonly amountMinor: bigint;
  readonly postings: number;
  /** Booked after the month of its business day was locked. */
  readonly isLate: boolean;
};

/** One movement of one entry: what a day's line is the sum of. Yen. */
export type JournalMove = Omit<JournalLine, "postings"> & {
  readonly entryId: string;
  /** The payment, refund, statement or payout that it is about. */
  readonly reference: string;
};

/** Commands take the id of the moment at which they began; clocks differ by less than this. */
const EARLY_DAYS = 2;

// An entry belongs to the month of its business day, unless that was locked before it was booked: then to the first
// month that was open at that time. So what is locked never changes, and nothing is left out or counted twice.
const ENTRIES = `
  bounds AS (
    SELECT coalesce($5, (SELECT through_entry_id FROM ledger_period WHERE month = $1)) AS through,
           (SELECT through_entry_id FROM ledger_period WHERE month < $1 ORDER BY month DESC LIMIT 1) AS earlier
  ), mine AS (
    SELECT e.id, e.kind, e.reference, CASE WHEN e.business_day_on >= $2 THEN e.business_day_on::text ELSE $2 END AS day_on,
           e.business_day_on < $2 AS is_late
    FROM ledger_entry e, bounds
    WHERE e.id >= $4 AND (bounds.through IS NULL OR e.id < bounds.through)
      AND ((e.business_day_on >= $2 AND e.business_day_on <= $3)
           OR (e.business_day_on < $2 AND e.id >= bounds.earlier AND bounds.earlier IS NOT NULL))
  )`;

const OF_MONTH = `${ENTRIES}, line AS (
    SELECT mine.day_on, mine.kind, ${accountClassSql("p.to_account")} AS debit, ${accountClassSql("p.from_account")} AS credit,
           mine.is_late, sum(p.amount_minor)::bigint AS minor, count(*)::int AS postings
    FROM mine JOIN ledger_posting p ON p.entry_id = mine.id AND p.entry_id >= $4
    WHERE p.currency = 'JPY' GROUP BY 1, 2, 3, 4, 5
  )`;

function boundsOf(month: string, throughEntryId: string | null = null) {
  const first = firstOf(month);
  const floor = idFloor("entry", jstDayStartMs(addDays(first, -EARLY_DAYS)));
  return [month, first, monthEnd(first), floor, throughEntryId];
}

/** The first day of a month "YYYY-MM". @throws DomainError invalid_input */
export function firstOf(month: string): Day {
  return toDay(`${month}-01`);
}

/** The journal of a month, day by day. */
export async function listJournal(sql: Sql, args: { readonly month: string }): Promise<JournalLine[]> {
  return sql<JournalLine>(
    `WITH ${OF_MONTH}
     SELECT day_on AS "dayOn", kind, debit AS "debitAccount", credit AS "creditAccount", minor AS "amountMinor", postings,
            is_late AS "isLate"
     FROM line ORDER BY day_on, kind, debit, credit, is_late`,
    boundsOf(args.month),
  );
}

/** A part of the movements of a month in the order of booking: those of the entries after one. */
export async function listJournalMoves(
  sql: Sql,
  args: { readonly month: string; readonly afterEntryId: string; readonly entries: number },
): Promise<JournalMove[]> {
  return sql<JournalMove>(
    `WITH ${ENTRIES}, part AS MATERIALIZED (SELECT * FROM mine WHERE id > $6 ORDER BY id LIMIT $7)
     SELECT part.id AS "entryId", part.reference, part.day_on AS "dayOn", part.kind,
            ${accountClassSql("p.to_account")} AS "debitAccount", ${accountClassSql("p.from_account")} AS "creditAccount",
            p.amount_minor AS "amountMinor", part.is_late AS "isLate"
     FROM part JOIN ledger_posting p ON p.entry_id = part.id AND p.entry_id >= $4
     WHERE p.currency = 'JPY' ORDER BY part.id, p.seq`,
    [...boundsOf(args.month), args.afterEntryId, args.entries],
  );
}

export type JournalSeal = { readonly entries: number; readonly sha256: string };

/**
 * The fingerprint of a month's journal (SHA-256, hexadecimal), which a lock keeps and `ledger check` compares.
 * @param of.throughEntryId the bound of a lock that is being set; else the month's own counts
 */
export async function sealOfMonth(
  sql: Sql,
  of: { readonly month: string; readonly throughEntryId?: string },
): Promise<JournalSeal> {
  const [seal] = await sql<JournalSeal>(
    `WITH ${OF_MONTH}
     SELECT (SELECT count(*) FROM mine)::int AS entries, encode(sha256(convert_to(coalesce(
       (SELECT string_agg(concat_ws('|', day_on, kind, debit, credit, is_late, minor, postings), E'\\n'
                          ORDER BY day_on, kind, debit, credit, is_late) FROM line), ''), 'UTF8')), 'hex') AS sha256`,
    boundsOf(of.month, of.throughEntryId),
  );
  return seal ?? { entries: 0, sha256: "" };
}

/** The locked months whose journal is not what was sealed. */
export async function listBrokenPeriods(sql: Sql): Promise<string[]> {
  const periods = await sql<{ month: string; entries: number; sha256: string }>(
    "SELECT month, entries, sha256 FROM ledger_period ORDER BY month",
  );
  const broken: string[] = [];
  for (const { month, entries, sha256 } of periods) {
    const seal = await sealOfMonth(sql, { month });
    if (seal.entries !== entries || seal.sha256 !== sha256) broken.push(month);
  }
  return broken;
}
