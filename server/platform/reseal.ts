import { open, seal } from "./crypto";
import { type Sql, transactSql } from "./db";
import { env } from "./env";
import { storage } from "./storage";

/** A column of ciphertext whose rows name their key in `key_id`. */
export type SealedColumn = {
  readonly table: string;
  /** The primary key. */
  readonly id: string;
  readonly column: string;
  readonly form: "bytes" | "base64";
  /** The words that bind a value to its row. */
  readonly aad: (id: string) => string;
  /** Look-up values that depend on the newest key too. */
  readonly indexes?: readonly {
    readonly column: string;
    /** Several look-up values in one column; `of` gives them parted by commas. */
    readonly list?: boolean;
    /** Plain columns that it is made of, beside the opened value. */
    readonly with: readonly string[];
    readonly of: (opened: string, row: Readonly<Record<string, string>>) => string | null;
  }[];
};

export type ResealReport = {
  readonly what: string;
  readonly resealed: number;
  /** Ids that no key opens: damaged, or sealed under a key that is gone. They are left as they are. */
  readonly unreadable: readonly string[];
};

type Row = { readonly id: string; readonly data: string; readonly plain: Readonly<Record<string, string>> };
type Resealed = { id: string; data: string; key_id: string; looked_up: (string | null)[] };

const BATCH = 500;
/** What rows name whose key was destroyed on purpose. */
const ERASED = "erased";

/**
 * Seals every row of a column again under the newest key, in batches of their own transaction: an interrupted run
 * goes on where it stood, and the product works meanwhile, since it reads under every key. It goes over the column
 * until there is nothing left that a process with older keys may have written meanwhile.
 * @param told is called inside each batch's transaction, for the audit log
 */
export async function resealColumn(
  sealed: SealedColumn,
  told: (sql: Sql, rows: number) => Promise<void>,
): Promise<ResealReport> {
  let report = await resealOnce(sealed, told);
  for (let done = report.resealed; done > 0; ) {
    const again = await resealOnce(sealed, told);
    done = again.resealed;
    report = { ...again, resealed: report.resealed + done };
  }
  return report;
}

async function resealOnce(
  sealed: SealedColumn,
  told: (sql: Sql, rows: number) => Promise<void>,
): Promise<ResealReport> {
  const unreadable: string[] = [];
  let resealed = 0;
  let after = "";
  for (;;) {
    const batch = await transactSql("jobs", async (sql) => {
      const rows = await takeRows(sql, sealed, after);
      const done = rows.flatMap((row) => resealRow(sealed, row) ?? []);
      await writeRows(sql, sealed, done);
      if (done.length > 0) await told(sql, done.length);
      return { rows, done };
    });
    const last = batch.rows.at(-1);
    if (!last) return { what: `${sealed.table}.${sealed.column}`, resealed, unreadable };
    const good = new Set(batch.done.map((row) => row.id));
    unreadable.push(...batch.rows.filter((row) => !good.has(row.id)).map((row) => row.id));
    resealed += batch.done.length;
    after = last.id;
  }
}

function takeRows(sql: Sql, sealed: SealedColumn, after: string): Promise<Row[]> {
  const data = sealed.form === "bytes" ? `encode(${sealed.column}, 'base64')` : sealed.column;
  const plain = (sealed.indexes ?? [])
    .flatMap((index) => index.with)
    .map((column) => `'${column}', ${column}`)
    .join(", ");
  return sql<Row>(
    `SELECT ${sealed.id} AS id, ${data} AS data, json_build_object(${plain}) AS plain FROM ${sealed.table}
     WHERE key_id <> ALL($1::text[]) AND ${sealed.id} > $2 ORDER BY ${sealed.id} LIMIT ${BATCH} FOR UPDATE`,
    [[newestKeyId(), ERASED], after],
  );
}

function resealRow(sealed: SealedColumn, row: Row): Resealed | undefined {
  const aad = sealed.aad(row.id);
  let opened: Uint8Array;
  try {
    opened = open(Buffer.from(row.data, "base64"), aad);
  } catch {
    return undefined;
  }
  const again = seal(opened, aad);
  const text = () => Buffer.from(opened).toString("utf8");
  return {
    id: row.id,
    data: Buffer.from(again.data).toString("base64"),
    key_id: again.keyId,
    looked_up: (sealed.indexes ?? []).map((index) => index.of(text(), row.plain)),
  };
}

async function writeRows(sql: Sql, sealed: SealedColumn, rows: readonly Resealed[]): Promise<void> {
  const data = sealed.form === "bytes" ? "decode(again.data, 'base64')" : "again.data";
  const index = (sealed.indexes ?? []).map(({ column, list }, at) => {
    const value = `again.looked_up[${at + 1}]`;
    return `, ${column} = ${list ? `string_to_array(coalesce(${value}, ''), ',')` : value}`;
  });
  await sql(
    `UPDATE ${sealed.table} SET ${sealed.column} = ${data}, key_id = again.key_id${index.join("")}
     FROM jsonb_to_recordset($1::text::jsonb) AS again(id text, data text, key_id text, looked_up text[])
     WHERE ${sealed.table}.${sealed.id} = again.id`,
    [JSON.stringify(rows)],
  );
}

/** The same for every document in the storage. */
export async function resealDocuments(): Promise<ResealReport> {
  let report = await resealDocumentsOnce();
  for (let done = report.resealed; done > 0; ) {
    const again = await resealDocumentsOnce();
    done = again.resealed;
    report = { ...again, resealed: report.resealed + done };
  }
  return report;
}

async function resealDocumentsOnce(): Promise<ResealReport> {
  const documents = storage();
  const unreadable: string[] = [];
  let resealed = 0;
  for (const key of await documents.list()) {
    const done = await documents.reseal(key).catch(() => undefined);
    if (done === undefined) unreadable.push(key);
    if (done) resealed += 1;
  }
  return { what: "storage", resealed, unreadable };
}

/** The id of the key that writes. */
export function newestKeyId(): string {
  return env().encryptionKeys[0]?.id ?? "";
}
