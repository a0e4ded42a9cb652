import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { type Entry, packEntries, zipOf } from "./document";

async function* piecesOf(pieces: readonly (readonly Entry[])[]): AsyncGenerator<Buffer> {
  for (const entries of pieces) yield packEntries(entries);
}

async function zipped(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipOf(pieces)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What a reader that knows nothing of the writer finds; a wrong size or checksum fails. */
async function unzipped(zip: Buffer): Promise<[string, string][]> {
  const archive = await fromBufferPromise(zip);
  const found: [string, string][] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    expect(crc32(content), entry.fileName).toBe(entry.crc32);
    found.push([entry.fileName, content.toString("hex")]);
  }
  return found;
}

const content = fc.uint8Array({ maxLength: 2_000 });
const pieces = fc
  .array(fc.array(content, { maxLength: 5 }), { maxLength: 5 })
  .map((given) =>
    given.map((contents, piece) =>
      contents.map((bytes, at) => ({ name: `のれん食堂 髙﨑店_${piece}-${at}.pdf`, content: bytes })),
    ),
  );

describe("the archive of a print", () => {
  test("holds every file as it was put in, in order, and is the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (given) => {
        const zip = await zipped(piecesOf(given));
        const put = given
          .flat()
          .map(({ name, content: bytes }) => [name, Buffer.from(bytes).toString("hex")]);
        expect(await unzipped(zip)).toEqual(put);
        expect((await zipped(piecesOf(given))).equals(zip)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("that cannot be finished fails, and does not end as if it were whole", async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield packEntries([{ name: "a.pdf", content: new Uint8Array(10) }]);
      throw new RangeError("the second piece is gone");
    }
    await expect(zipped(broken())).rejects.toThrow("the second piece is gone");
  });
});
