import { randomBytes as nodeRandom } from "node:crypto";
import { mkdir, open as openFile, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

/** Where ciphertext lies, by key: what a kind of storage has to be able to do. */
export type Blobs = {
  /** It is kept for good when this returns. */
  readonly write: (key: string, data: Uint8Array) => Promise<void>;
  readonly read: (key: string) => Promise<Uint8Array | null>;
  readonly remove: (key: string) => Promise<void>;
  readonly list: (folder: string) => Promise<string[]>;
};

/** Files under a folder. */
export function fileBlobs(root: string): Blobs {
  const pathOf = (key: string) => {
    const path = resolve(root, key);
    if (relative(root, path).startsWith("..")) throw new RangeError("not a storage key");
    return path;
  };
  return {
    write: async (key, data) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeDurably(path, data);
    },
    read: (key) => orMissing(readFile(pathOf(key)), null),
    remove: (key) => rm(pathOf(key), { force: true }),
    list: async (folder) => {
      const found = await orMissing(readdir(pathOf(folder), { recursive: true, withFileTypes: true }), []);
      return found
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".partial"))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
    },
  };
}

async function orMissing<T, M>(work: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return missing;
    throw error;
  }
}

/** Whole or not at all, and on the disk: a document that was said to be kept survives a power cut. */
async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const partial = `${path}.${nodeRandom(4).toString("hex")}.partial`;
  const file = await openFile(partial, "wx", 0o600);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
  const folder = await openFile(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
