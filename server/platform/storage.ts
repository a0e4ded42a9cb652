import { type Bytes, type KeyRing, systemKeys } from "./crypto";
import { env } from "./env";
import type { S3Address } from "./storage-address";
import { type Blobs, fileBlobs } from "./storage-blobs";
import { s3Blobs } from "./storage-s3";

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

/** Seals on the way in and opens on the way out, wherever it lies. */
function sealed(blobs: Blobs, keys: () => KeyRing): Storage {
  const checked = (key: string) => {
    if (!KEY.test(key)) throw new RangeError("not a storage key");
    return key;
  };
  const put = (key: string, content: Uint8Array) => blobs.write(key, keys().seal(content, aadOf(key)).data);
  return {
    put: async (key, content) => put(checked(key), content),
    get: async (key) => {
      const data = await blobs.read(checked(key));
      return data && keys().open(data, aadOf(key));
    },
    remove: async (key) => blobs.remove(checked(key)),
    list: async (folder = "") => (await blobs.list(folder === "" ? "" : checked(folder))).sort(),
    reseal: async (key) => {
      const data = await blobs.read(checked(key));
      if (!data || keys().isCurrent(data)) return false;
      await put(key, keys().open(data, aadOf(key)));
      return true;
    },
  };
}

/** Documents as files under a folder. */
export function fileStorage(root: string, keys: () => KeyRing): Storage {
  return sealed(fileBlobs(root), keys);
}

/** The storage that STORAGE_URL names. */
export function storage(): Storage {
  const { storage: address } = env();
  return address.kind === "file" ? fileStorage(address.folder, systemKeys) : s3Storage(address, systemKeys);
}

/** Documents in a bucket that speaks S3, under the same ciphertext as in files. */
export function s3Storage(address: S3Address, keys: () => KeyRing): Storage {
  return sealed(s3Blobs(address), keys);
}
