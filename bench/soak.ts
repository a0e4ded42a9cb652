import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readAnchors } from "@/server/audit/gateway";
import { sealAudit } from "@/server/audit/seal/commands";
import { verifyAudit } from "@/server/audit/seal/queries";
import { checkLedger } from "@/server/ledger/check/queries";
import { owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { requestCancel } from "@/server/payments/cancels/commands";
import { sendDueCancels } from "@/server/payments/cancels/jobs";
import { requestRefund } from "@/server/payments/refunds/commands";
import { sendDueRefunds } from "@/server/payments/refunds/jobs";
import { wallNow } from "@/server/platform/clock";
import { transactSql } from "@/server/platform/db";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { type FakeNetwork, resultText, startFakeNetwork } from "./fake-network";
import {
  jobDepsAt,
  makeNetworkKeys,
  type NetworkKeys,
  ownerDepsAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "./payment-bed";
import { type Dice, diceOf, type ModelPayment, owedByModel } from "./soak-model";

const SHOPS = 5;
const STEPS_PER_HISTORY = 120;
const SETTLE_ROUNDS = 40;
const HOUR_MS = 3_600_000;

type World = {
  readonly keys: NetworkKeys;
  readonly shops: readonly Shop[];
  readonly dice: Dice;
  readonly payments: ModelPayment[];
  /** The amount of each refund that the network will refuse for good is not here. */
  readonly granted: Map<string, boolean>;
  readonly anchorFile: string;
  nowMs: number;
};

class Finding extends Error {}

function must(isSo: boolean, words: string): void {
  if (!isSo) throw new Finding(words);
}

function someShop(world: World): { shop: Shop; at: number } {
  const at = world.dice.below(world.shops.length);
  const shop = world.shops[at];
  if (!shop) throw new Finding("no shop");
  return { shop, at };
}

function somePayment(world: World): ModelPayment | undefined {
  return world.payments[world.dice.below(Math.max(world.payments.length, 1))];
}

async function pay(world: World): Promise<void> {
  const { shop, at } = someShop(world);
  const amountMinor = BigInt(1 + world.dice.below(50_000));
  const amount = { currency: "JPY", value: `${amountMinor}` };
  const message = pushMessage(shop, { paymentAmount: amount, settlementAmount: amount });
  const answer = await send(world.keys, "payments/pushPayment", message, world.nowMs);
  must(answer.result.resultStatus === "S", `a payment was refused: ${answer.result.resultCode}`);
  const id = `pay_${answer.acquirerPaymentId}`;
  const networkId = String(message.paymentId);
  world.payments.push({ shop: at, id, networkId, amountMinor, message, gone: "nothing", givenBackMinor: 0n });
}

/** Copies, some at once, some after the payment was given back: always the first answer, never a second entry. */
async function repeat(world: World): Promise<void> {
  const payment = somePayment(world);
  if (!payment) return;
  const copies = Array.from({ length: 1 + world.dice.below(4) }, () =>
    send(world.keys, "payments/pushPayment", payment.message, world.nowMs),
  );
  for (const answer of await Promise.all(copies)) {
    must(`pay_${answer.acquirerPaymentId}` === payment.id, `${payment.networkId} got a second number`);
  }
}

async function contradict(world: World): Promise<void> {
  const payment = somePayment(world);
  if (!payment) return;
  const other = {
    ...payment.message,
    paymentAmount: { currency: "JPY", value: `${payment.amountMinor + 1n}` },
  };
  const answer = await send(world.keys, "payments/pushPayment", other, world.nowMs);
  must(answer.result.resultCode === "REPEAT_REQ_INCONSISTENT", `${payment.networkId} changed its amount`);
}

async function refund(world: World): Promise<void> {
  const payment = somePayment(world);
  const shop = payment && world.shops[payment.shop];
  if (!shop || payment.gone !== "nothing") return;
  payment.gone = "refund";
  const part = BigInt(1 + world.dice.below(Number(payment.amountMinor)));
  const input = { paymentId: payment.id, amountMinor: part, requestId: `soak_${payment.id}`, reason: "" };
  const ask = () => requestRefund(ownerDepsAt(shop, world.nowMs), input);
  const [first, second] = await Promise.all([ask(), ask()]);
  must(first.refundId === second.refundId, `${payment.id}: a double click became two refunds`);
  const isGranted = world.dice.chance(80);
  world.granted.set(first.refundId, isGranted);
  if (isGranted) payment.givenBackMinor += part;
}

async function cancel(world: World): Promise<void> {
  const payment = somePayment(world);
  if (payment?.gone !== "nothing") return;
  payment.gone = "cancel";
  await transactSql("ingest", (sql) =>
    requestCancel(sql, jobDepsAt(world.nowMs), { paymentId: payment.id, reason: "soak" }),
  );
  payment.givenBackMinor = payment.amountMinor;
}

async function work(world: World): Promise<void> {
  world.nowMs += 1_000 + world.dice.below(60_000);
  await sendDueRefunds(jobDepsAt(world.nowMs));
  await sendDueCancels(jobDepsAt(world.nowMs));
}

const STEPS: readonly { readonly weight: number; readonly step: (world: World) => Promise<void> }[] = [
  { weight: 45, step: pay },
  { weight: 15, step: repeat },
  { weight: 5, step: contradict },
  { weight: 15, step: refund },
  { weight: 8, step: cancel },
  { weight: 12, step: work },
];

async function someStep(world: World): Promise<void> {
  let thrown = world.dice.below(100);
  for (const { weight, step } of STEPS) {
    if (thrown < weight) return step(world);
    thrown -= weight;
  }
}

/** The network's side: it loses answers, and says the same for good once it has said something. */
function misbehave(network: FakeNetwork, world: World): void {
  const flaky = (reply: (body: Record<string, unknown>) => Record<string, unknown>) => {
    return (body: Record<string, unknown>) => {
      if (world.dice.chance(20)) return "no_answer" as const;
      return world.dice.chance(20) ? resultText("U", "UNKNOWN_EXCEPTION") : reply(body);
    };
  };
  const given = (body: Record<string, unknown>) => {
    const id = String(body.refundRequestId);
    if (world.granted.get(id) === false) return resultText("F", "USER_STATUS_ABNORMAL");
    return { ...resultText("S", "SUCCESS"), refundId: `net_${id}` };
  };
  network.answer("payments/refund", flaky(given));
  network.answer(
    "payments/cancelPayment",
    flaky(() => resultText("S", "SUCCESS")),
  );
}

/** Lets everything that is under way come to its end, and compares the books with the model. */
async function settleAndCheck(world: World): Promise<void> {
  for (let round = 0; round < SETTLE_ROUNDS; round += 1) {
    world.nowMs += HOUR_MS;
    const open =
      (await sendDueRefunds(jobDepsAt(world.nowMs))) + (await sendDueCancels(jobDepsAt(world.nowMs)));
    if (open === 0) break;
  }
  const books = await transactSql("jobs", checkLedger);
  must(books.ok, `ledger check: ${JSON.stringify(books.problems)}`);
  for (const [at, shop] of world.shops.entries()) {
    const owed = await transactSql("jobs", (sql) =>
      owedOn(sql, accounts.merchantPayable(shop.merchantId, shop.payoutGroupId)),
    );
    const set = await transactSql("jobs", (sql) =>
      owedOn(sql, accounts.merchantReserve(shop.merchantId, shop.payoutGroupId)),
    );
    const model = owedByModel(world.payments, at);
    must(owed === model, `shop ${at}: the books owe ${owed}, the model ${model}`);
    must(set === 0n, `shop ${at}: ${set} stay set aside`);
  }
  await sealAudit({ now: world.nowMs }, world.anchorFile);
  const anchors = readAnchors(world.anchorFile);
  const audit = await transactSql("jobs", (sql) => verifyAudit(sql, anchors));
  must(audit.ok, `audit verify: ${JSON.stringify(audit.firstBroken)}`);
}

/** One random history on a database of its own. @throws with what differs */
export async function live(seed: number, keys: NetworkKeys, steps: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "noren-soak-"));
  const network = await startFakeNetwork(keys);
  const database = await testDatabase({ ...keys.env, NETWORK_BASE_URL: network.url, LOG_LEVEL: "fatal" });
  try {
    const shops = await plantShops(database.urls.superuser, SHOPS);
    const anchorFile = join(folder, "anchor.jsonl");
    const nowMs = Date.UTC(2026, 10, 22, 7);
    const world: World = {
      keys,
      shops,
      dice: diceOf(seed),
      payments: [],
      granted: new Map(),
      anchorFile,
      nowMs,
    };
    misbehave(network, world);
    for (let step = 0; step < steps; step += 1) await someStep(world);
    await settleAndCheck(world);
    return world.payments.length;
  } finally {
    await network.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * `npm run soak -- --minutes N --seed S`: random histories, one after the other, until the time is over. The first
 * that differs ends the run with its seed, with which alone it is lived again.
 */
export async function soak(given: { minutes: number; seed: number; steps?: number }): Promise<boolean> {
  await setup();
  const keys = makeNetworkKeys();
  const endMs = wallNow() + given.minutes * 60_000;
  let [seed, histories, payments] = [given.seed, 0, 0];
  try {
    do {
      payments += await live(seed, keys, given.steps ?? STEPS_PER_HISTORY);
      histories += 1;
      seed += 1;
    } while (wallNow() < endMs);
    process.stdout.write(`${JSON.stringify({ ok: true, firstSeed: given.seed, histories, payments })}\n`);
    return true;
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${words}\nLive it again: npm run soak -- --minutes 0 --seed ${seed}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false, failingSeed: seed, histories, payments })}\n`);
    return false;
  } finally {
    await teardown();
  }
}

function numberOf(text: string, name: string): number {
  if (/^\d{1,9}(\.\d{1,3})?$/.test(text)) return Number(text);
  process.stderr.write(`--${name} is a number. npm run soak -- --minutes N --seed S\n`);
  process.exit(2);
}

if (isMain(import.meta.url)) {
  // Lost answers are the point here; each of them as a line would hide what is found.
  process.env.LOG_LEVEL ??= "fatal";
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: `${wallNow() % 1_000_000}` },
    },
  });
  const given = {
    minutes: numberOf(values.minutes, "minutes"),
    seed: Math.floor(numberOf(values.seed, "seed")),
  };
  if (!(await soak(given))) process.exitCode = 1;
}
