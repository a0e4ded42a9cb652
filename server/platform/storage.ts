import { randomBytes as nodeRandom } from "node:crypto";
import { mkdir, open as openFile, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Bytes, type KeyRing, systemKeys } from "./crypto";
import { env } from "./env";

/** Documents at rest, always ciphertext bound to their key, so that a copied folder reveals nothing. */
export type Storage = {
  /** Keeps a document under a key; it is on the disk when this returns. The same key again replaces it. */
  readonly put: (key: string, content: Uint8Array) => Promise<void>;
  /** @returns null when there is none. @throws DecryptionError when it was changed or swapped */
  readonly get: (key: string) => Promise<Bytes | null>;
  readonly remove: (key: string) => Promise<void>;
  /** Keys that begin with a folder, in order; all of them for "". */
  readonly list: (folder?: string) => Promise<string[]>;
  /** Writes a document again under the newest encryption key. @returns whether that was needed */
  readonly reseal: (key: string) => Promise<boolean>;
};

const KEY = /^[a-z0-9_]+(?:[./-][a-z0-9_]+)*$/i;

function aadOf(key: string): string {
  return `blob:${key}`;
}

/** Documents as files under a folder. */
export function fileStorage(root: string, keys: () => KeyRing): Storage {
  const pathOf = (key: string) => {
    const path = resolve(root, key);
    if (!KEY.test(key) || relative(root, path).startsWith("..")) throw new RangeError("not a storage key");
    return path;
  };
  const read = async (key: string) => {
    try {
      return await readFile(pathOf(key));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  const put = async (key: string, content: Uint8Array) => {
    const path = pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDurably(path, keys().seal(content, aadOf(key)).data);
  };
  return {
    put,
    get: async (key) => {
      const data = await read(key);
      return data && keys().open(data, aadOf(key));
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    list: async (folder = "") => {
      const found = await readdir(folder === "" ? root : pathOf(folder), {
        recursive: true,
        withFileTypes: true,
      }).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      return found
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".partial"))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
        .sort();
    },
    reseal: async (key) => {
      const data = await read(key);
      if (!data || keys().isCurrent(data)) return false;
      await put(key, keys().open(data, aadOf(key)));
      return true;
    },
  };
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

/** The storage that STORAGE_URL names. */
export function storage(): Storage {
  const { storageUrl } = env();
  const path = /^file:(?!\/\/)(.+)$/.exec(storageUrl)?.[1];
  if (path) return fileStorage(resolve(path), systemKeys);
  if (storageUrl.startsWith("file://")) return fileStorage(fileURLToPath(storageUrl), systemKeys);
  throw new Error("STORAGE_URL: this version keeps documents in files only (file:…).");
}
