import { wallNow } from "@/server/platform/clock";
import { transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { log } from "@/server/platform/log";
import { type NetworkAnswer, NO_ANSWER } from "@/server/wallet-network/rules";
import { noEffects, writeEffects } from "./effects/ingest";
import { applyOutcomes } from "./outcomes/ingest";
import type { OutcomeWork } from "./outcomes/rules";
import { type PushWork, writePushes } from "./pushes/ingest";
import { type Batched, createWriter, type Writer } from "./writer/ingest";

/** What the hot path writes: a payment pushed to us, or the network's word on a payment that we started. */
export type IngestWork = PushWork | OutcomeWork;

type Submitted = Batched & { readonly work: IngestWork; readonly newDeps: () => Deps };
type PaymentWriter = Writer<Submitted, NetworkAnswer>;

// One writer per process: Next bundles a module once per route, so it cannot live in the module.
declare global {
  var norenPaymentWriter: PaymentWriter | undefined;
}

const MAX_BATCH = 200;
const MAX_QUEUE = 2_000;
const DEADLINE_MS = 8_000;
// While one batch waits for the disk the next one is prepared.
const LANES = 2;
const GATHER_MS = 8;
const GATHER_UP_TO = 48;

function paymentWriter(): PaymentWriter {
  globalThis.norenPaymentWriter ??= createWriter<Submitted, NetworkAnswer>({
    write: writeBatch,
    unknown: NO_ANSWER,
    isContentFault,
    onFailure: (error, batchSize) =>
      log().error({ err: error, batchSize }, "a batch of payments was not written"),
    wallNow,
    maxBatch: MAX_BATCH,
    maxQueue: MAX_QUEUE,
    deadlineMs: DEADLINE_MS,
    lanes: LANES,
    gatherMs: GATHER_MS,
    gatherUpTo: GATHER_UP_TO,
  });
  return globalThis.norenPaymentWriter;
}

/**
 * Writes one message together with those that arrive at the same time. The answer is `S` or `F` only after the
 * commit; whatever goes wrong before or around it is `U`, and the network asks again.
 */
export function ingest(work: IngestWork, newDeps: () => Deps): Promise<NetworkAnswer> {
  const subject = work.kind === "push" ? work.key : work.paymentId;
  return paymentWriter().submit({ subject, key: work.key, contentHash: work.contentHash, work, newDeps });
}

/** Whether a message with this key is on its way into the database at this moment. */
export function isUnderWay(key: string): boolean {
  return paymentWriter().isUnderWay(key);
}

async function writeBatch(batch: readonly Submitted[]): Promise<ReadonlyMap<string, NetworkAnswer>> {
  const [first] = batch;
  if (!first) return new Map();
  const deps = first.newDeps();
  const works = batch.map((one) => one.work);
  return transactSql("ingest", async (sql) => {
    const effects = noEffects();
    const pushed = await writePushes(sql, deps, works.filter(isPush), effects);
    const settled = await applyOutcomes(sql, deps, works.filter(isOutcome), effects);
    await writeEffects(sql, deps, effects);
    return new Map([...pushed, ...settled]);
  });
}

function isPush(work: IngestWork): work is PushWork {
  return work.kind === "push";
}

function isOutcome(work: IngestWork): work is OutcomeWork {
  return work.kind === "outcome";
}

/** PostgreSQL's classes 22 (data) and 23 (constraints): the content of one message is at fault, not the system. */
function isContentFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state: unknown = Reflect.get(error, "code");
  return typeof state === "string" && /^2[23]/.test(state);
}
