import { Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";

/** A file of an archive: its bytes, or a stream that is read when its turn comes. */
export type ArchiveEntry = {
  readonly name: string;
  readonly content: Uint8Array | ReadableStream<Uint8Array>;
  /** PDF is compressed already; tables shrink to a tenth. */
  readonly compress?: boolean;
};

// The first day that an archive can name: the same files make the same archive.
const NO_DATE = new Date(Date.UTC(1980, 0, 1, 12));

/** One ZIP, put together while it is sent: only what is being written is in memory. */
export async function* archive(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const packed = packInto(writable, entries);
  // What goes wrong there ends the stream here, too; it is told once, after the last bytes.
  packed.catch(() => undefined);
  for await (const chunk of readable) yield Buffer.from(chunk);
  await packed;
}

async function packInto(
  writable: WritableStream<Uint8Array>,
  entries: AsyncIterable<ArchiveEntry>,
): Promise<void> {
  const writer = new ZipWriter(writable, {
    lastModDate: NO_DATE,
    extendedTimestamp: false,
    useWebWorkers: false,
  });
  try {
    for await (const { name, content, compress = false } of entries) {
      const reader = content instanceof Uint8Array ? new Uint8ArrayReader(content) : content;
      await writer.add(name, reader, { level: compress ? 6 : 0 });
    }
    await writer.close();
  } catch (error) {
    await writable.abort(error).catch(() => undefined);
    throw error;
  }
}
