import { createReadStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A file that lies in the watched folder. */
export type WaitingFile = { readonly name: string; readonly path: string; readonly changedAtMs: number };

const TAKEN = "taken";
const REFUSED = "refused";

/** The files that the network's transfer has left in the folder, in the order of their names; none without a folder. */
export async function listWaitingFiles(folder: string): Promise<WaitingFile[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith(".csv")).sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const about = await stat(path);
      return about.isFile() ? [{ name, path, changedAtMs: about.mtimeMs }] : [];
    }),
  );
  return found.flat();
}

/** The content of a waiting file as a stream. */
export function readWaitingFile(file: WaitingFile): AsyncIterable<Uint8Array> {
  return createReadStream(file.path, { highWaterMark: 1 << 18 });
}

/** Puts a file away among those that were taken, or among the refused with the reason beside it. */
export async function putAway(folder: string, file: WaitingFile, why?: unknown): Promise<void> {
  const target = join(folder, why === undefined ? TAKEN : REFUSED);
  await mkdir(target, { recursive: true });
  await rename(file.path, join(target, file.name));
  if (why !== undefined)
    await writeFile(join(target, `${file.name}.why.json`), `${JSON.stringify(why, null, 2)}\n`);
}
