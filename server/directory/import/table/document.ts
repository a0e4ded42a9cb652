import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import {
  delimiterOf,
  RECORD_BYTES_MAX,
  TABLE_ROWS_MAX,
  type TableEncoding,
  TableError,
  type TableForm,
  type TypedRow,
} from "./rules";

type Chunks = AsyncIterable<Uint8Array>;

const HEAD_BYTES = 64 * 1024;
const BATCH_ROWS = 1_000;

/**
 * Finds out how a file is written: strict UTF-8 with or without its mark, else what spreadsheets write in Japan, or
 * UTF-16 by its mark. It reads the file once and holds none of it.
 * @throws TableError for what is no table of text
 */
export async function detectForm(source: Chunks): Promise<TableForm> {
  const strict = new TextDecoder("utf-8", { fatal: true });
  const windows = new TextDecoder("shift_jis", { fatal: true });
  const fits = { utf8: true, windows: true };
  let head = Buffer.alloc(0);
  for await (const chunk of source) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (markOf(head) === null) refuseBinary(head, chunk);
    fits.utf8 = fits.utf8 && decodes(strict, chunk);
    fits.windows = fits.windows && decodes(windows, chunk);
  }
  const encoding =
    markOf(head) ??
    (fits.utf8 && decodes(strict) ? "utf-8" : fits.windows && decodes(windows) ? "shift_jis" : null);
  if (encoding === null) throw new TableError({ problem: "letters" });
  const text = new TextDecoder(encoding).decode(head);
  if (text.trim() === "") throw new TableError({ problem: "empty" });
  return { encoding, delimiter: delimiterOf(text) };
}

/** @param chunk left out at the end of the file, where no letter may be half */
function decodes(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

function markOf(head: Uint8Array): TableEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : null;
}

/** A workbook, an old workbook, a PDF or a picture, told by their first bytes; text has no zero bytes. */
function refuseBinary(head: Buffer, chunk: Uint8Array): void {
  const magic = head.toString("latin1", 0, 8);
  if (magic.startsWith("PK\x03\x04") || magic.startsWith("\xd0\xcf\x11\xe0"))
    throw new TableError({ problem: "spreadsheet" });
  if (magic.startsWith("%PDF")) throw new TableError({ problem: "pdf" });
  if (chunk.includes(0)) throw new TableError({ problem: "not_text" });
}

async function* decoded(source: Chunks, encoding: TableEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

export type TableBatch = { readonly header: readonly string[]; readonly rows: readonly TypedRow[] };

/**
 * The rows of a file in batches; the whole file is never in memory. Rows without any text do not count.
 * @param skipRows rows at the beginning that are counted and not given
 * @throws TableError no_rows, too_many_rows, row_too_long, quote_open
 */
export async function* readTable(
  source: Chunks,
  form: TableForm,
  { skipRows = 0, batchRows = BATCH_ROWS }: { readonly skipRows?: number; readonly batchRows?: number } = {},
): AsyncGenerator<TableBatch> {
  let header: readonly string[] | undefined;
  let count = 0;
  let rows: TypedRow[] = [];
  for await (const cells of recordsOf(source, form, () => count + 1)) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (header === undefined) {
      header = cells;
      continue;
    }
    count += 1;
    if (count > TABLE_ROWS_MAX) throw new TableError({ problem: "too_many_rows", row: TABLE_ROWS_MAX });
    if (count > skipRows) rows.push({ row: count, cells });
    if (rows.length < batchRows) continue;
    yield { header, rows };
    rows = [];
  }
  if (header === undefined) throw new TableError({ problem: "empty" });
  if (rows.length > 0 || count <= skipRows) yield { header, rows };
  if (count === 0) throw new TableError({ problem: "no_rows" });
}

async function* recordsOf(
  source: Chunks,
  form: TableForm,
  rowNow: () => number,
): AsyncGenerator<readonly string[]> {
  const text = Readable.from(decoded(source, form.encoding));
  const parser = parse({
    delimiter: form.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: RECORD_BYTES_MAX,
  });
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    for await (const cells of parser) yield cells;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const problem = error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote_open" : "row_too_long";
    throw new TableError({ problem, row: rowNow() });
  } finally {
    text.destroy();
    parser.destroy();
  }
}
