import { DomainError } from "@/server/kernel/errors";
import { storage } from "@/server/platform/storage";
import { IMPORT_BYTES_MAX } from "./rules";

/** One piece of a file in memory at a time. */
const PART_BYTES = 4 * 1024 * 1024;

function partKey(jobId: string, part: number): string {
  return `imports/${jobId}/${part}`;
}

/**
 * Keeps a file in pieces while it arrives.
 * @throws DomainError too_large, and then nothing of it is kept
 */
export async function keepFile(
  jobId: string,
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly parts: number }> {
  let bytes = 0;
  let parts = 0;
  let held: Uint8Array[] = [];
  let size = 0;
  const flush = async () => {
    await storage().put(partKey(jobId, parts), Buffer.concat(held));
    parts += 1;
    held = [];
    size = 0;
  };
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > IMPORT_BYTES_MAX) {
      await forgetFile(jobId, parts);
      throw new DomainError("too_large", {}, "file");
    }
    held.push(chunk);
    size += chunk.length;
    if (size >= PART_BYTES) await flush();
  }
  if (size > 0 || parts === 0) await flush();
  return { bytes, parts };
}

/** The kept file, piece by piece. @throws DomainError unavailable when a piece is missing */
export async function* keptFile(jobId: string, parts: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < parts; part += 1) {
    const kept = await storage().get(partKey(jobId, part));
    if (kept === null) throw new DomainError("unavailable");
    yield kept;
  }
}

/** Takes a file away. */
export async function forgetFile(jobId: string, parts: number): Promise<void> {
  await Promise.all(Array.from({ length: parts }, (_, part) => storage().remove(partKey(jobId, part))));
}
