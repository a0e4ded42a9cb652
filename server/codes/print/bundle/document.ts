import { archive } from "@/server/platform/archive";

/** Finished pieces put together while they are sent: one PDF, or one ZIP. Only one piece is in memory at a time. */

type Ref = { readonly number: number; readonly offset: number };

/** The objects of a PDF by its cross-reference table, in the order in which they lie in the file. */
function objectsOf(pdf: Buffer): Ref[] {
  const tail = pdf.subarray(-64).toString("latin1");
  const start = Number(/startxref\s+(\d+)/.exec(tail)?.[1] ?? Number.NaN);
  const table = pdf.subarray(start).toString("latin1");
  const rows = table.slice(0, table.indexOf("trailer")).split("\n").slice(2);
  return rows
    .flatMap((row, at) =>
      /^\d{10} \d{5} n/.test(row) ? [{ number: at, offset: Number(row.slice(0, 10)) }] : [],
    )
    .sort((a, b) => a.offset - b.offset);
}

function refOf(text: string, key: string): number {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];
  if (found === undefined) throw new RangeError(`a piece of the print has no /${key}`);
  return Number(found);
}

/**
 * One PDF of many, page after page: every piece's tree of pages becomes a branch of a new one, and its objects get
 * numbers of their own. The pieces are our own files, so their shape is known.
 */
export async function* mergePdfs(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const places: number[] = [];
  const branches: { readonly id: number; readonly count: number }[] = [];
  let [at, next] = [0, 3];
  const header = Buffer.from("%PDF-1.6\n%\xff\xff\xff\xff\n", "latin1");
  yield header;
  at += header.length;
  for await (const pdf of pieces) {
    const refs = objectsOf(pdf);
    const trailer = pdf.subarray(pdf.lastIndexOf("trailer")).toString("latin1");
    const root = refOf(trailer, "Root");
    const shift = next - 1;
    const sizeOf = (index: number) => refs[index + 1]?.offset ?? pdf.lastIndexOf("\nxref") + 1;
    const whole = (number: number) => {
      const index = refs.findIndex((ref) => ref.number === number);
      return pdf.subarray(refs[index]?.offset, sizeOf(index)).toString("latin1");
    };
    const tree = refOf(whole(root), "Pages");
    branches.push({ id: tree + shift, count: Number(/\/Count (\d+)/.exec(whole(tree))?.[1] ?? 0) });
    for (const [index, { number, offset }] of refs.entries()) {
      const body = renumbered(pdf.subarray(offset, sizeOf(index)), shift, number === tree);
      places[number + shift] = at;
      yield body;
      at += body.length;
    }
    next = shift + Math.max(...refs.map(({ number }) => number)) + 1;
  }
  yield endOf({ places, branches, at, next });
}

/** An object under its new number; what follows `stream` is bytes and stays. */
function renumbered(object: Buffer, shift: number, isTree: boolean): Buffer {
  const stream = object.indexOf("\nstream\n");
  const end = stream < 0 ? object.length : stream;
  const head = object
    .subarray(0, end)
    .toString("latin1")
    .replace(
      /(\d+) 0 (obj|R)\b/g,
      (_, number: string, kind: string) => `${Number(number) + shift} 0 ${kind}`,
    );
  const placed = isTree ? head.replace("/Type /Pages", "/Type /Pages\n/Parent 2 0 R") : head;
  return Buffer.concat([Buffer.from(placed, "latin1"), object.subarray(end)]);
}

type End = {
  readonly places: number[];
  readonly branches: readonly { readonly id: number; readonly count: number }[];
  readonly at: number;
  readonly next: number;
};

function endOf({ places, branches, at, next }: End): Buffer {
  const catalog = "1 0 obj\n<<\n/Type /Catalog\n/Pages 2 0 R\n>>\nendobj\n";
  const kids = branches.map(({ id }) => `${id} 0 R`).join(" ");
  const count = branches.reduce((sum, branch) => sum + branch.count, 0);
  const pages = `2 0 obj\n<<\n/Type /Pages\n/Count ${count}\n/Kids [${kids}]\n>>\nendobj\n`;
  places[1] = at;
  places[2] = at + catalog.length;
  const table = at + catalog.length + pages.length;
  const rows = Array.from({ length: next }, (_, number) => {
    const place = places[number];
    return place === undefined ? "0000000000 65535 f \n" : `${place.toString().padStart(10, "0")} 00000 n \n`;
  });
  const trailer = `trailer\n<<\n/Size ${next}\n/Root 1 0 R\n>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(`${catalog}${pages}xref\n0 ${next}\n${rows.join("")}${trailer}`, "latin1");
}

export type Entry = { readonly name: string; readonly content: Uint8Array };

/** Entries of an archive as one piece that can be kept: a list of names and sizes, then the contents. */
export function packEntries(entries: readonly Entry[]): Buffer {
  const list = Buffer.from(
    JSON.stringify(entries.map(({ name, content }) => [name, content.length])),
    "utf8",
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(list.length);
  return Buffer.concat([size, list, ...entries.map(({ content }) => content)]);
}

function* unpackEntries(piece: Buffer): Generator<Entry> {
  const size = piece.readUInt32BE(0);
  const list: [string, number][] = JSON.parse(piece.subarray(4, 4 + size).toString("utf8"));
  let at = 4 + size;
  for (const [name, length] of list) {
    yield { name, content: piece.subarray(at, at + length) };
    at += length;
  }
}

/** One ZIP of kept pieces. PDF is compressed already, so its bytes are stored as they are. */
export function zipOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return archive(entriesOf(pieces));
}

async function* entriesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  for await (const piece of pieces) yield* unpackEntries(piece);
}
