import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomFillSync,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";
import type { EncryptionKey } from "./key-settings";

/** Bytes in memory of their own, as the database driver and web APIs want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Ciphertext with the id of its key, as the tables keep them. */
export type Sealed = { readonly keyId: string; readonly data: Bytes };

/**
 * Keys by id; the first one writes. A sealed value is
 * `version (1) · length of key id (1) · key id · nonce (12) · ciphertext · tag (16)`,
 * so that it says itself which key opens it.
 */
export type KeyRing = {
  readonly seal: (plaintext: Uint8Array | string, aad: string) => Sealed;
  /** @throws DecryptionError for another row's data, changed data or a key that is gone */
  readonly open: (data: Uint8Array, aad: string) => Bytes;
  /** Is this value under the newest key already? */
  readonly isCurrent: (data: Uint8Array) => boolean;
  /** The look-up value of a secret under the newest key. */
  readonly blindIndex: (value: string, purpose: string) => Bytes;
  /** Its look-up values under every key, newest first: what to search for while keys are being rotated. */
  readonly blindIndexes: (value: string, purpose: string) => Bytes[];
};

/** Says that a value could not be opened, and deliberately not why. */
export class DecryptionError extends Error {
  constructor() {
    super("the value cannot be opened");
    this.name = "DecryptionError";
  }
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SUBJECT_KEY_ID = "subject";

/** A key ring over the given master keys. Encryption and look-up keys are derived, so they never coincide. */
export function keyRing(masters: readonly EncryptionKey[]): KeyRing {
  const [newest] = masters;
  if (!newest) throw new Error("a key ring needs a key");
  const keys = new Map(masters.map((master) => [master.id, derive(master.key, "noren/seal")]));
  const index = (master: EncryptionKey, value: string, purpose: string) =>
    bytes(
      createHmac("sha256", derive(master.key, `noren/index/${purpose}`))
        .update(value.normalize("NFC"), "utf8")
        .digest(),
    );
  return {
    seal: (plaintext, aad) => sealWith(newest.id, keyOf(keys, newest.id), plaintext, aad),
    open: (data, aad) => openWith((id) => keyOf(keys, id), data, aad),
    isCurrent: (data) => keyIdOf(data) === newest.id,
    blindIndex: (value, purpose) => index(newest, value, purpose),
    blindIndexes: (value, purpose) => masters.map((master) => index(master, value, purpose)),
  };
}

function keyOf(keys: ReadonlyMap<string, Bytes>, id: string): Bytes {
  const key = keys.get(id);
  if (!key) throw new DecryptionError();
  return key;
}

function derive(master: Uint8Array, info: string): Bytes {
  return new Uint8Array(hkdfSync("sha256", master, "", info, 32));
}

function sealWith(keyId: string, key: Bytes, plaintext: Uint8Array | string, aad: string): Sealed {
  const id = Buffer.from(keyId, "utf8");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(aad, "utf8"));
  const input = typeof plaintext === "string" ? Buffer.from(plaintext, "utf8") : plaintext;
  const body = Buffer.concat([cipher.update(input), cipher.final()]);
  const head = Buffer.from([VERSION, id.length]);
  return { keyId, data: bytes(Buffer.concat([head, id, nonce, body, cipher.getAuthTag()])) };
}

function openWith(keyFor: (id: string) => Bytes, data: Uint8Array, aad: string): Bytes {
  const id = keyIdOf(data);
  const start = 2 + Buffer.byteLength(id, "utf8");
  const body = start + NONCE_BYTES;
  if (data.length < body + TAG_BYTES) throw new DecryptionError();
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(id), data.subarray(start, body));
    decipher.setAAD(Buffer.from(aad, "utf8"));
    decipher.setAuthTag(data.subarray(data.length - TAG_BYTES));
    return bytes(
      Buffer.concat([decipher.update(data.subarray(body, data.length - TAG_BYTES)), decipher.final()]),
    );
  } catch {
    throw new DecryptionError();
  }
}

/** The id of the key that sealed a value. @throws DecryptionError when it is no sealed value */
export function keyIdOf(data: Uint8Array): string {
  const [version, length = 0] = data;
  if (version !== VERSION || data.length < 2 + length) throw new DecryptionError();
  return Buffer.from(data.subarray(2, 2 + length)).toString("utf8");
}

let shared: { keys: readonly EncryptionKey[]; ring: KeyRing } | undefined;

/** The key ring of ENCRYPTION_KEYS. */
export function systemKeys(): KeyRing {
  const keys = env().encryptionKeys;
  if (shared?.keys !== keys) shared = { keys, ring: keyRing(keys) };
  return shared.ring;
}

/**
 * Encrypts under the newest key. @param aad what the value belongs to, such as `bank_account:bac_…:number`;
 * the same words are needed to open it, so a ciphertext copied to another row does not open there
 */
export function seal(plaintext: Uint8Array | string, aad: string): Sealed {
  return systemKeys().seal(plaintext, aad);
}

/** Decrypts to bytes. @throws DecryptionError */
export function open(data: Uint8Array, aad: string): Bytes {
  return systemKeys().open(data, aad);
}

/** Decrypts to text. @throws DecryptionError */
export function openText(data: Uint8Array, aad: string): string {
  return Buffer.from(systemKeys().open(data, aad)).toString("utf8");
}

/** Equal values have equal indexes and nothing else is learnt from them; one key per purpose. */
export function blindIndex(value: string, purpose: string): Bytes {
  return systemKeys().blindIndex(value, purpose);
}

/** A new key for one subject (a person, an application): destroying it erases what was written under it. */
export function newSubjectKey(): Bytes {
  return randomBytes(32);
}

/** Wraps a subject's key for storage. */
export function wrapSubjectKey(key: Uint8Array, subjectId: string): Sealed {
  return seal(key, `subject_key:${subjectId}`);
}

/** Unwraps a stored subject's key. @throws DecryptionError */
export function unwrapSubjectKey(wrapped: Uint8Array, subjectId: string): Bytes {
  return open(wrapped, `subject_key:${subjectId}`);
}

/** Encrypts under a subject's own key. */
export function sealForSubject(key: Bytes, plaintext: Uint8Array | string, aad: string): Bytes {
  return sealWith(SUBJECT_KEY_ID, key, plaintext, aad).data;
}

/** Decrypts what was sealed under a subject's own key. @throws DecryptionError */
export function openForSubject(key: Bytes, data: Uint8Array, aad: string): Bytes {
  return openWith(() => key, data, aad);
}

const POOL_BYTES = 4_096;
const pool = new Uint8Array(POOL_BYTES);
let poolUsed = POOL_BYTES;

/**
 * Fresh randomness from the operating system: the source of ids, codes and tokens. Small requests are served from a
 * pool, since asking the system costs the same for twelve bytes as for thousands; what was given out is wiped.
 */
export function randomBytes(size: number): Bytes {
  if (size > POOL_BYTES / 16) return randomFillSync(new Uint8Array(size));
  if (poolUsed + size > POOL_BYTES) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const given = pool.slice(poolUsed, poolUsed + size);
  pool.fill(0, poolUsed, poolUsed + size);
  poolUsed += size;
  return given;
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/** SHA-256 as bytes, for columns that keep hashes. */
export function sha256(data: Uint8Array | string): Bytes {
  return bytes(hash("sha256", data, "buffer"));
}

/** HMAC with SHA-256: what a receiver who knows the secret can make again. */
export function hmacSha256(secret: Uint8Array, data: string): Bytes {
  return bytes(createHmac("sha256", secret).update(data, "utf8").digest());
}

/** Compares secrets without telling by the time taken where they differ. */
export function equalSecrets(a: Uint8Array | string, b: Uint8Array | string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

function bytes(buffer: Uint8Array): Bytes {
  return new Uint8Array(buffer);
}
