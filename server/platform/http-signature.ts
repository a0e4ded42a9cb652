import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { promisify } from "node:util";
import { wallNow } from "./clock";
import { env } from "./env";

/** Why a message of the wallet network is refused before it is read (network-api, Signature). */
export type SignatureRefusal = "INVALID_SIGNATURE" | "KEY_NOT_FOUND" | "INVALID_CLIENT" | "ACCESS_DENIED";
export type SignatureVerdict =
  | { readonly ok: true; readonly clientId: string; readonly keyVersion: number }
  | { readonly ok: false; readonly resultCode: SignatureRefusal };

/** The side that signs. */
export type Signer = {
  readonly clientId: string;
  readonly privateKey: KeyObject;
  readonly keyVersion: number;
};

/** The side that is listened to: its id and its keys by version, two at once during a rotation. */
export type Peer = { readonly clientId: string; readonly publicKeys: ReadonlyMap<number, KeyObject> };

/** Header values by name, as both `Headers` and Node's own requests can give them. */
export type HeaderSource = { readonly get: (name: string) => string | null };

type TimeHeader = "Request-Time" | "Response-Time";
type Message = { readonly path: string; readonly body: Uint8Array };

const MAX_CLOCK_DIFFERENCE_MS = 5 * 60_000;
const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
// RSA-2048 signs without blocking the event loop, so that one core's answers do not wait for the other's.
const signInBackground = promisify<string, Uint8Array, KeyObject, Buffer>(signBytes);

/** Signs a request that Noren sends. `path` is the path alone, without host and query. */
export function signRequest(
  signer: Signer,
  message: Message,
  nowMs: number,
): Promise<Record<string, string>> {
  return signedHeaders(signer, message, { name: "Request-Time", nowMs });
}

/** Signs the answer to a request, over the path that was asked for. */
export function signResponse(
  signer: Signer,
  message: Message,
  nowMs: number,
): Promise<Record<string, string>> {
  return signedHeaders(signer, message, { name: "Response-Time", nowMs });
}

/**
 * Judges a request before its body is parsed. The signature is checked over the bytes as they came, and the clock
 * against the wall, since business time may be moved.
 */
export function verifyRequest(
  peer: Peer,
  headers: HeaderSource,
  message: Message,
  nowMs: number,
): SignatureVerdict {
  return verdict(peer, headers, message, { name: "Request-Time", nowMs });
}

/** Judges an answer to Noren's own request: an answer that nobody signed says nothing about a payment. */
export function verifyResponse(
  peer: Peer,
  headers: HeaderSource,
  message: Message,
  nowMs: number,
): SignatureVerdict {
  return verdict(peer, headers, message, { name: "Response-Time", nowMs });
}

async function signedHeaders(
  signer: Signer,
  message: Message,
  time: { name: TimeHeader; nowMs: number },
): Promise<Record<string, string>> {
  const instant = new Date(time.nowMs).toISOString();
  const content = contentToSign(message, signer.clientId, instant);
  const signature = await signInBackground("RSA-SHA256", content, signer.privateKey);
  const encoded = encodeURIComponent(signature.toString("base64"));
  return {
    "Client-Id": signer.clientId,
    [time.name]: instant,
    "Content-Type": "application/json; charset=UTF-8",
    Signature: `algorithm=RSA256,keyVersion=${signer.keyVersion},signature=${encoded}`,
  };
}

function verdict(
  peer: Peer,
  headers: HeaderSource,
  message: Message,
  time: { name: TimeHeader; nowMs: number },
): SignatureVerdict {
  const refuse = (resultCode: SignatureRefusal) => ({ ok: false as const, resultCode });
  const clientId = headers.get("Client-Id");
  if (clientId !== peer.clientId) return refuse("INVALID_CLIENT");
  const signature = parseSignature(headers.get("Signature"));
  const instant = headers.get(time.name) ?? "";
  if (!signature) return refuse("INVALID_SIGNATURE");
  const key = peer.publicKeys.get(signature.keyVersion);
  if (!key) return refuse("KEY_NOT_FOUND");
  const content = contentToSign(message, clientId, instant);
  if (!verifyBytes("RSA-SHA256", content, key, signature.bytes)) return refuse("INVALID_SIGNATURE");
  if (!isNear(instant, time.nowMs)) return refuse("ACCESS_DENIED");
  return { ok: true, clientId, keyVersion: signature.keyVersion };
}

function contentToSign(message: Message, clientId: string, instant: string): Buffer {
  return Buffer.concat([Buffer.from(`POST ${message.path}\n${clientId}.${instant}.`, "utf8"), message.body]);
}

function isNear(instant: string, nowMs: number): boolean {
  if (!ISO_WITH_OFFSET.test(instant)) return false;
  return Math.abs(Date.parse(instant) - nowMs) <= MAX_CLOCK_DIFFERENCE_MS;
}

function parseSignature(header: string | null): { keyVersion: number; bytes: Buffer } | undefined {
  const parts = new Map<string, string>();
  for (const part of (header ?? "").split(",")) {
    const [name = "", value = ""] = part.trim().split(/=(.*)/s);
    if (parts.has(name)) return undefined;
    parts.set(name, value);
  }
  const version = parts.get("keyVersion") ?? "";
  const encoded = decode(parts.get("signature") ?? "");
  if (parts.get("algorithm") !== "RSA256" || !/^\d{1,6}$/.test(version)) return undefined;
  if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  return { keyVersion: Number(version), bytes: Buffer.from(encoded, "base64") };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Noren's own side, from a PEM. */
export function signerOf(given: { clientId: string; privateKeyPem: string; keyVersion: number }): Signer {
  return { ...given, privateKey: createPrivateKey(given.privateKeyPem) };
}

/** The network's side, from PEMs by key version. */
export function peerOf(given: { clientId: string; publicKeyPems: ReadonlyMap<number, string> }): Peer {
  const keys = [...given.publicKeyPems].map(([version, pem]): [number, KeyObject] => [
    version,
    createPublicKey(pem),
  ]);
  return { clientId: given.clientId, publicKeys: new Map(keys) };
}

/** Both sides of this system, with the wall's clock. */
export type NetworkSignatures = {
  readonly signRequest: (message: Message) => Promise<Record<string, string>>;
  readonly signResponse: (message: Message) => Promise<Record<string, string>>;
  readonly verifyRequest: (headers: HeaderSource, message: Message) => SignatureVerdict;
  readonly verifyResponse: (headers: HeaderSource, message: Message) => SignatureVerdict;
};

let shared: { from: unknown; signatures: NetworkSignatures } | undefined;

/** The signatures that the environment configures. @throws Error when Noren has no private key to sign with */
export function networkSignatures(): NetworkSignatures {
  const from = env();
  if (shared?.from === from) return shared.signatures;
  if (!from.networkPrivateKey) throw new Error("NETWORK_PRIVATE_KEY is missing.");
  const signer = signerOf({
    clientId: from.networkClientId,
    privateKeyPem: from.networkPrivateKey,
    keyVersion: from.networkKeyVersion,
  });
  const peer = peerOf({ clientId: from.networkPeerId, publicKeyPems: from.networkPublicKeys });
  const signatures: NetworkSignatures = {
    signRequest: (message) => signRequest(signer, message, wallNow()),
    signResponse: (message) => signResponse(signer, message, wallNow()),
    verifyRequest: (headers, message) => verifyRequest(peer, headers, message, wallNow()),
    verifyResponse: (headers, message) => verifyResponse(peer, headers, message, wallNow()),
  };
  shared = { from, signatures };
  return signatures;
}
