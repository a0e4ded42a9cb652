import { existsSync, readFileSync } from "node:fs";
import { wallNow } from "@/server/platform/clock";
import {
  peerOf,
  type SignatureRefusal,
  signerOf,
  signRequest,
  signResponse,
  verifyRequest,
  verifyResponse,
} from "@/server/platform/http-signature";
import type { CallAcquirer } from "../queries";

const CLIENT_ID = "SANDBOX_NETWORK";
const KEY_VERSION = 1;
/** The part of an address before this is where the stand-in lives, not a part of the interface. */
const INTERFACE_ROOT = "/aps/";

type Message = { readonly path: string; readonly body: Uint8Array };
type Heard = Message & { readonly headers: Headers };

/** The network's side of the signatures of both directions; times are the wall's, since business time is moved. */
export type Signatures = {
  /** Checks a call of Noren's before it is parsed; gives back the form of its path that was signed. */
  readonly checkRequest: (call: Heard) => {
    readonly refusal: SignatureRefusal | null;
    readonly path: string;
  };
  readonly signRequest: (message: Message) => Promise<Record<string, string>>;
  readonly signResponse: (message: Message) => Promise<Record<string, string>>;
  /** May the answer to a call be believed? */
  readonly checkResponse: (answer: Heard) => boolean;
};

/** Reads the keys from their files, or takes them as they are when they are PEMs. */
export function signaturesFrom(given: {
  readonly networkPrivateKey: string;
  /** `1:path,2:path`; a private key is accepted too, since its public half is what counts. */
  readonly acquirerPublicKeys: string;
  readonly acquirerId: string;
}): Signatures {
  const publicKeyPems = new Map<number, string>();
  for (const entry of given.acquirerPublicKeys.split(",")) {
    const [version = "", source = ""] = entry.trim().split(/:(.*)/s);
    publicKeyPems.set(Number(version), readPem(source));
  }
  const peer = peerOf({ clientId: given.acquirerId, publicKeyPems });
  const signer = signerOf({
    clientId: CLIENT_ID,
    privateKeyPem: readPem(given.networkPrivateKey),
    keyVersion: KEY_VERSION,
  });
  return {
    checkRequest: (call) => {
      const verdicts = pathForms(call.path).map((path) => ({
        path,
        verdict: verifyRequest(peer, call.headers, { path, body: call.body }, wallNow()),
      }));
      const found = verdicts.find(({ verdict }) => verdict.ok) ?? verdicts[0];
      if (found === undefined) return { refusal: "INVALID_SIGNATURE", path: call.path };
      return { refusal: found.verdict.ok ? null : found.verdict.resultCode, path: found.path };
    },
    signRequest: (message) => signRequest(signer, message, wallNow()),
    signResponse: (message) => signResponse(signer, message, wallNow()),
    checkResponse: (answer) => verifyResponse(peer, answer.headers, answer, wallNow()).ok,
  };
}

function readPem(source: string): string {
  if (source.includes("-----BEGIN")) return source.replaceAll("\\n", "\n");
  if (!existsSync(source)) throw new Error(`there is no key at ${source}`);
  return readFileSync(source, "utf8");
}

/** The address as it was called, and as the real network has it, without the folder that the stand-in lives in. */
function pathForms(path: string): readonly string[] {
  const at = path.indexOf(INTERFACE_ROOT);
  return at > 0 ? [path, path.slice(at)] : [path];
}

/**
 * Calls Noren with a signature and gives back its answer as parsed JSON, or null when there was none in time or its
 * signature is not Noren's.
 */
export function acquirerCaller(signatures: Signatures): CallAcquirer {
  return async ({ url, body, timeoutMs }) => {
    const path = new URL(url).pathname;
    const bytes = new TextEncoder().encode(body);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: await signatures.signRequest({ path, body: bytes }),
        body: bytes,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const said = new Uint8Array(await response.arrayBuffer());
      if (!response.ok || !signatures.checkResponse({ path, headers: response.headers, body: said }))
        return null;
      const parsed: unknown = JSON.parse(new TextDecoder().decode(said));
      return parsed;
    } catch {
      // No answer, half an answer, no JSON: all the same to the caller, who asks again.
      return null;
    }
  };
}
