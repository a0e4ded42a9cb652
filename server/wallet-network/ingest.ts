import { wallNow } from "@/server/platform/clock";
import { poolFor } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { networkSignatures, type SignatureRefusal } from "@/server/platform/http-signature";
import { log } from "@/server/platform/log";
import type { NetworkAnswer } from "./rules";
import { ALLOWANCES } from "./traffic/allowances.data";
import { type Bucket, fullBucket, takeOne } from "./traffic/rules";

/** A call of the network's as it came in, unread. */
export type IncomingCall = {
  /** The path of the address as it was called. */
  readonly path: string;
  readonly header: (name: string) => string | null;
  readonly body: Uint8Array;
};

/** Checks who sent a call before anything in it is read. @returns null when it is the network's */
export function refusalOfCall(call: IncomingCall): SignatureRefusal | null {
  const { path, body } = call;
  const verdict = networkSignatures().verifyRequest({ get: call.header }, { path, body });
  return verdict.ok ? null : verdict.resultCode;
}

const buckets = new Map<string, Bucket>();

/**
 * Whether a client whose hand was recognised may make one more call now. Counted in this process: it protects the
 * process, and a client that is told to wait sends the same again.
 */
export function mayCallNow(call: IncomingCall, name: string): boolean {
  const allowance = ALLOWANCES[name];
  if (allowance === undefined) return true;
  const nowMs = wallNow();
  const key = `${call.header("Client-Id")} ${name}`;
  const left = takeOne(buckets.get(key) ?? fullBucket(allowance, nowMs), allowance, nowMs);
  if (left !== null) buckets.set(key, left);
  return left !== null;
}

// Anyone can send what is refused, so what is kept of it is bounded.
const EVENTS_A_MINUTE = 120;
let windowStartMs = 0;
let inWindow = 0;

/** Keeps a note of a refused call: the only thing that is stored of it. */
export async function recordRefusal(
  deps: Pick<Deps, "now" | "newId">,
  call: IncomingCall,
  refusal: SignatureRefusal,
): Promise<void> {
  const nowMs = wallNow();
  if (nowMs - windowStartMs >= 60_000) {
    windowStartMs = nowMs;
    inWindow = 0;
  }
  inWindow += 1;
  log().warn({ refusal, path: call.path.slice(0, 120) }, "a call was not the network's");
  if (inWindow > EVENTS_A_MINUTE) return;
  try {
    await poolFor("ingest").query(
      `INSERT INTO security_event (id, kind, detail, client_id, occurred_at)
       VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))`,
      [
        deps.newId("event"),
        refusal,
        shortText(call.path),
        shortText(call.header("Client-Id") ?? ""),
        deps.now,
      ],
    );
  } catch (error) {
    log().error({ err: error }, "a security event was not kept");
  }
}

function shortText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 120);
}

export type SignedAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Signs an answer over the path that was called. */
export async function signAnswer(path: string, answer: NetworkAnswer): Promise<SignedAnswer> {
  const body = JSON.stringify(answer);
  const headers = await networkSignatures().signResponse({ path, body: Buffer.from(body, "utf8") });
  return { status: 200, headers: { ...headers, "Cache-Control": "no-store" }, body };
}
