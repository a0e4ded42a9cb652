import type pg from "pg";

type Column = { readonly name: string; readonly type: string; readonly array: boolean };

type Given = Readonly<Record<string, unknown>>;

/**
 * The statement that writes a row into any table: what is not given is filled by the type of its column. On a
 * connection with `session_replication_role = replica` nothing that the row refers to has to exist.
 * @param filler one letter for texts, another for each row where they have to differ
 */
export async function insertOf(
  client: pg.Client,
  table: string,
  given: Given,
  filler = "x",
): Promise<{ readonly text: string; readonly values: unknown[] }> {
  const columns = await columnsOf(client, table);
  const filled = Object.fromEntries(columns.map((column) => [column.name, sampleOf(column, filler)]));
  const row = { ...filled, ...given };
  const names = Object.keys(row).map((name) => `"${name}"`);
  const places = names.map((_name, at) => `$${at + 1}`);
  return {
    text: `INSERT INTO ${table} (${names.join(", ")}) VALUES (${places.join(", ")})`,
    values: Object.values(row),
  };
}

/** Plants such a row. */
export async function plantRow(
  client: pg.Client,
  table: string,
  given: Given,
  filler?: string,
): Promise<void> {
  const { text, values } = await insertOf(client, table, given, filler);
  await client.query(text, values);
}

/** Lets any value in, so that a row can be planted without knowing what its table asks for. */
export async function dropChecks(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
    [table],
  );
  for (const { name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
}

/** The columns that a row has to bring along: not null, neither generated nor with a default. */
async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, format_type(t.oid, NULL) AS type, t.typcategory = 'A' AS array
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND a.attnotnull AND NOT EXISTS (SELECT 1 FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum)`,
    [table],
  );
  return rows;
}

function sampleOf({ type, array }: Column, filler: string): string {
  if (array) return "{}";
  if (type.startsWith("timestamp") || type === "date") return "2026-11-22";
  if (/^(bigint|integer|smallint|numeric|double|real)/.test(type)) return "1";
  if (type === "boolean") return "true";
  if (type === "jsonb" || type === "json") return "{}";
  if (type === "bytea") return "\\x01";
  return filler;
}
