import type { Sql } from "@/server/platform/db";
import { listBrokenPeriods } from "../journal/queries";
import { ACCOUNT_PATTERN, CLEARING_ACCOUNTS, entryHeadSql, postingSql } from "../rules";
import { LEDGER_PROBLEMS, type LedgerProblem, type LedgerReport } from "./rules";

/** Examples of one kind of problem that a report names. */
const EXAMPLES = 50;

/**
 * Goes through the whole of the books: every entry's content against its hash and key, every account against the
 * grammar, every checkpoint against the postings. Reads under one snapshot when the caller's transaction has one.
 */
export async function checkLedger(sql: Sql): Promise<LedgerReport> {
  await sql("SET LOCAL work_mem = '128MB'");
  await sql("SET LOCAL enable_partitionwise_join = on");
  await sql("SET LOCAL enable_partitionwise_aggregate = on");
  const [counts] = await sql<{ entries: number; postings: number }>(
    `SELECT (SELECT count(*) FROM ledger_entry)::int AS entries, (SELECT count(*) FROM ledger_posting)::int AS postings`,
  );
  await sql(`CREATE TEMP TABLE checked_balance ON COMMIT DROP AS ${BALANCES}`);
  // Without statistics the planner takes the table for a small one and joins it row by row.
  await sql("ANALYZE checked_balance");
  const sums = await sql<{ currency: string; minor: string }>(
    "SELECT currency, sum(minor)::text AS minor FROM checked_balance GROUP BY currency ORDER BY currency",
  );
  const problems: LedgerProblem[] = [];
  for (const query of [CONTENT, KEYS, ACCOUNTS, OVERDRAWN, CHECKPOINTS]) {
    const rows = await sql<{ problem: string; subject: string; detail: string | null }>(
      query.text,
      query.params,
    );
    problems.push(...rows.flatMap(asProblem));
  }
  const unbalanced = sums.filter((row) => row.minor !== "0");
  problems.push(
    ...unbalanced.map((row) => ({ problem: "currency_does_not_balance", subject: row.currency }) as const),
  );
  const months = await listBrokenPeriods(sql);
  problems.push(...months.map((month) => ({ problem: "locked_month_differs", subject: month }) as const));
  await sql("DROP TABLE checked_balance");
  return {
    ok: problems.length === 0,
    entries: counts?.entries ?? 0,
    postings: counts?.postings ?? 0,
    // A book without entries is balanced in yen too.
    sums: { JPY: "0", ...Object.fromEntries(sums.map((row) => [row.currency, row.minor])) },
    problems,
  };
}

function asProblem(row: { problem: string; subject: string; detail: string | null }): LedgerProblem[] {
  const problem = LEDGER_PROBLEMS.find((known) => known === row.problem);
  if (!problem) return [];
  return [{ problem, subject: row.subject, ...(row.detail !== null && { detail: row.detail }) }];
}

type Query = { readonly text: string; readonly params?: readonly unknown[] };

/** The bounds of all checkpoints cut the postings into intervals; an interval's number is that of its checkpoint. */
const BALANCES = `
  WITH bounds AS (
    SELECT coalesce(array_agg(id ORDER BY id), ARRAY[]::text[]) AS ids
    FROM (SELECT DISTINCT through_entry_id AS id FROM ledger_checkpoint) AS bound
  ), moved AS (
    SELECT from_account, to_account, tenant_id, currency::text,
           width_bucket(entry_id, (SELECT ids FROM bounds)) AS span, sum(amount_minor) AS minor
    FROM ledger_posting GROUP BY 1, 2, 3, 4, 5
  ), leg AS (
    SELECT to_account AS account, tenant_id, currency, span, minor FROM moved
    UNION ALL SELECT from_account, tenant_id, currency, span, -minor FROM moved
  )
  SELECT account, tenant_id, currency, span, sum(minor) AS minor FROM leg GROUP BY account, tenant_id, currency, span`;

const CONTENT: Query = {
  text: `
  WITH moved AS (
    SELECT entry_id, string_agg(${postingSql("posting")}, '' ORDER BY seq) AS moves,
           min(tenant_id) AS tenant_id, count(DISTINCT tenant_id) AS tenants
    FROM ledger_posting AS posting GROUP BY entry_id
  )
  SELECT CASE WHEN entry.id IS NULL THEN 'posting_without_entry'
              WHEN moved.entry_id IS NULL THEN 'entry_without_postings'
              ELSE 'content_differs_from_hash' END AS problem,
         coalesce(entry.id, moved.entry_id) AS subject, entry.idempotency_key AS detail
  FROM ledger_entry AS entry FULL JOIN moved ON moved.entry_id = entry.id
  WHERE entry.id IS NULL OR moved.entry_id IS NULL OR moved.tenants <> 1 OR moved.tenant_id <> entry.tenant_id
     OR entry.content_hash <> sha256(convert_to(${entryHeadSql("entry")} || moved.moves, 'UTF8'))
  LIMIT ${EXAMPLES}`,
};

const KEYS: Query = {
  text: `
  SELECT CASE WHEN entry.id IS NULL THEN 'key_without_entry'
              WHEN known.key IS NULL THEN 'entry_without_key'
              ELSE 'key_of_other_content' END AS problem,
         coalesce(known.key, entry.id) AS subject, NULL AS detail
  FROM ledger_key AS known FULL JOIN ledger_entry AS entry ON entry.id = known.entry_id
  WHERE entry.id IS NULL OR known.key IS NULL OR known.key <> entry.idempotency_key
     OR known.content_hash <> entry.content_hash
  LIMIT ${EXAMPLES}`,
};

const ACCOUNTS: Query = {
  text: `
  WITH used AS MATERIALIZED (
    SELECT DISTINCT account, tenant_id FROM checked_balance
  )
  SELECT CASE WHEN account !~ $1 THEN 'account_outside_grammar' ELSE 'account_of_other_tenant' END AS problem,
         account AS subject, tenant_id AS detail
  FROM used
  WHERE account !~ $1 OR (account LIKE 'merchant:%' AND split_part(account, ':', 2) <> tenant_id)
  ORDER BY account LIMIT ${EXAMPLES}`,
  params: [ACCOUNT_PATTERN],
};

// Both kinds stand in credit or at zero: what is taken out of them was put in before.
const OVERDRAWN: Query = {
  text: `
  SELECT CASE WHEN account LIKE 'merchant:%' THEN 'reserve_overdrawn' ELSE 'clearing_overdrawn' END AS problem,
         account AS subject, sum(minor) || ' ' || currency AS detail
  FROM checked_balance
  WHERE account = ANY($1::text[]) OR account LIKE 'merchant:%:reserve:%'
  GROUP BY account, currency HAVING sum(minor) > 0
  ORDER BY account LIMIT ${EXAMPLES}`,
  params: [CLEARING_ACCOUNTS],
};

const CHECKPOINTS: Query = {
  text: `
  WITH bound AS (
    SELECT id, row_number() OVER (ORDER BY id) AS span
    FROM (SELECT DISTINCT through_entry_id AS id FROM ledger_checkpoint) AS used
  ), event AS (
    SELECT account, currency, span + 1 AS span, sum(minor) AS minor, NULL::text AS closed_on, NULL::bigint AS stated
    FROM checked_balance GROUP BY account, currency, span
    UNION ALL
    SELECT account, currency::text, span, 0, closed_on::text, balance_minor
    FROM ledger_checkpoint JOIN bound ON bound.id = through_entry_id
  ), running AS (
    SELECT account, closed_on, stated, span,
           sum(minor) OVER (PARTITION BY account, currency ORDER BY span) AS minor
    FROM event
  )
  (SELECT 'checkpoint_differs' AS problem, account AS subject, closed_on AS detail
   FROM running WHERE closed_on IS NOT NULL AND stated <> minor
   ORDER BY account, closed_on LIMIT ${EXAMPLES})
  UNION ALL
  (SELECT 'checkpoint_missing', moved.account, 'before ' || bound.id
   FROM (SELECT DISTINCT account, currency, span FROM checked_balance) AS moved
   JOIN bound ON bound.span = moved.span + 1
   LEFT JOIN ledger_checkpoint AS stored
     ON stored.account = moved.account AND stored.currency = moved.currency AND stored.through_entry_id = bound.id
   WHERE stored.account IS NULL
   ORDER BY moved.account LIMIT ${EXAMPLES})`,
};
