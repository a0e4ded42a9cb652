import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readAnchors } from "@/server/audit/gateway";
import { sealAudit } from "@/server/audit/seal/commands";
import { verifyAudit } from "@/server/audit/seal/queries";
import { checkLedger } from "@/server/ledger/check/queries";
import { balanceOf, owedOn } from "@/server/ledger/queries";
import { accounts } from "@/server/ledger/rules";
import { wallNow } from "@/server/platform/clock";
import { type Sql, transactSql } from "@/server/platform/db";
import { provideEnv } from "@/server/platform/env";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { startFakeNetwork } from "./fake-network";
import { startFlakyWire, throughPort } from "./flaky-wire";
import { makeNetworkKeys, type NetworkKeys, plantShops } from "./payment-bed";
import { soakKills } from "./settle-kills";
import { cancel, refund, restart, wait, work } from "./soak-aftermath";
import { answer, dispute } from "./soak-disputes";
import { checkStep } from "./soak-invariants";
import { diceOf, owedByModel, receivableByModel } from "./soak-model";
import { playNetwork } from "./soak-network";
import { decide, deliver, lateSuccess, order, push, repeat } from "./soak-payments";
import { soakProduct } from "./soak-product";
import { soakReconciliation } from "./soak-reconciliation";
import { soakRecovery } from "./soak-recovery";
import { settleHistory, soakSettlement } from "./soak-settlement";
import { must, type World } from "./soak-world";

const SHOPS = 4;
const STEPS_PER_HISTORY = 150;
const SETTLE_ROUNDS = 60;
const HOUR_MS = 3_600_000;

type Step = (world: World) => Promise<void>;

const STEPS: readonly (readonly [number, Step])[] = [
  [24, push],
  [14, order],
  [12, decide],
  [12, deliver],
  [6, repeat],
  [8, refund],
  [4, cancel],
  [3, lateSuccess],
  [4, dispute],
  [3, answer],
  [8, wait],
  [1, () => restart()],
];
const WEIGHT = STEPS.reduce((sum, [weight]) => sum + weight, 0);

async function someStep(world: World): Promise<void> {
  // One fault of the wire at a time, in the middle of whatever comes next.
  if (world.dice.chance(4)) world.wire.cut();
  if (world.dice.chance(4)) world.wire.swallowCommit();
  let thrown = world.dice.below(WEIGHT);
  for (const [weight, step] of STEPS) {
    if (thrown < weight) return step(world);
    thrown -= weight;
  }
}

/** Lets everything that is under way come to its end. */
async function settle(world: World): Promise<void> {
  while (world.underWay.length > 0) await deliver(world);
  let quiet = 0;
  for (let round = 0; round < SETTLE_ROUNDS && quiet < 14; round += 1) {
    world.nowMs += HOUR_MS;
    globalThis.norenNetworkCircuit = undefined;
    quiet = (await work(world)) === 0 ? quiet + 1 : 0;
  }
}

/** Compares the books with the model, and checks what must hold of any history at its end (G1-G8, G24). */
async function check(world: World, anchorFile: string): Promise<void> {
  await transactSql("jobs", async (sql) => {
    const books = await checkLedger(sql);
    must(books.ok, `ledger check: ${JSON.stringify(books.problems)}`);
    await checkStates(sql, world);
    await checkSums(sql, world);
  });
  await sealAudit({ now: world.nowMs }, anchorFile);
  const anchors = readAnchors(anchorFile);
  const audit = await transactSql("jobs", (sql) => verifyAudit(sql, anchors));
  must(audit.ok, `audit verify: ${JSON.stringify(audit.firstBroken)}`);
}

const ENDS = {
  paid: ["succeeded"],
  failed: ["failed"],
  cancelled: ["cancelled", "reversed"],
  open: ["expired", "cancelled", "failed"],
} as const;

async function checkStates(sql: Sql, world: World): Promise<void> {
  const rows = await sql<{ id: string; state: string; network_payment_id: string | null }>(
    "SELECT id, state, network_payment_id FROM payment",
  );
  const states = new Map(rows.map((row) => [row.id, row.state]));
  must(states.size === world.model.payments.length, "there are payments that nobody made");
  for (const { id, truth, networkId } of world.model.payments) {
    const state = states.get(id) ?? "absent";
    const isTrue = ENDS[truth].some((end) => end === state);
    must(isTrue, `${id} (${networkId}) is ${state} here and ${truth} at the network`);
  }
  const [open] = await sql<{ parked: number; over: number }>(
    `SELECT (SELECT count(*) FROM parked_message)::int AS parked,
       (SELECT count(*) FROM (SELECT r.payment_id FROM refund r JOIN payment p ON p.id = r.payment_id
          WHERE r.state <> 'refused' GROUP BY r.payment_id, p.amount_minor HAVING sum(r.amount_minor) > p.amount_minor) o)::int AS over`,
  );
  must(open?.parked === 0, `${open?.parked} messages stay parked`);
  must(open?.over === 0, `${open?.over} payments are refunded beyond their amount`);
}

async function checkSums(sql: Sql, world: World): Promise<void> {
  const heldRows = await sql<{ id: string }>("SELECT id FROM refund WHERE state = 'held'");
  const held = new Set(heldRows.map(({ id }) => id));
  for (const [at, shop] of world.shops.entries()) {
    const owed = await owedOn(sql, accounts.merchantPayable(shop.merchantId, shop.payoutGroupId));
    const aside = await owedOn(sql, accounts.merchantReserve(shop.merchantId, shop.payoutGroupId));
    const model = owedByModel(world.model, at, held);
    must(owed === model, `shop ${at}: the books owe ${owed}, the model ${model}`);
    must(aside === 0n, `shop ${at}: ${aside} stay set aside`);
  }
  for (const walletId of ["ALIPAY_CN", "NOREN_JP"]) {
    const due = await balanceOf(sql, accounts.networkReceivable(walletId));
    const model = receivableByModel(world.model, walletId, held);
    must(due === model, `${walletId}: the books expect ${due}, the model ${model}`);
  }
  const back = await balanceOf(sql, accounts.reversalsDue);
  must(back === 0n, `${back} of late successes were not given back`);
}

/** One random history on a database of its own. @throws with what differs. @returns how many payments were made */
export async function live(seed: number, keys: NetworkKeys, length: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "noren-soak-"));
  const network = await startFakeNetwork(keys);
  const given = { ...keys.env, NETWORK_BASE_URL: network.url, LOG_LEVEL: "fatal" };
  const database = await testDatabase(given);
  const wire = await startFlakyWire(Number(new URL(database.urls.noren_app).port));
  try {
    const shops = await plantShops(database.urls.superuser, SHOPS);
    provideEnv({
      ...given,
      NODE_ENV: "test",
      DATABASE_URL: throughPort(database.urls.noren_app, wire.port),
      DATABASE_OWNER_URL: database.urls.noren_owner,
    });
    const model = { payments: [], refunds: [], disputes: [] };
    const world: World = {
      keys,
      shops,
      dice: diceOf(seed),
      model,
      wire,
      underWay: [],
      nowMs: Date.UTC(2026, 10, 22, 7),
      serial: seed * 100_000,
    };
    globalThis.norenRiskLimits = undefined;
    playNetwork(network, model, world.dice);
    for (let step = 0; step < length; step += 1) {
      await someStep(world);
      await checkStep(world);
    }
    await settle(world);
    await check(world, join(folder, "anchor.jsonl"));
    return world.model.payments.length;
  } finally {
    await network.close();
    await database.drop();
    await wire.close();
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
  let [seed, histories, payments, statements] = [given.seed, 0, 0, 0];
  try {
    do {
      payments += await live(seed, keys, given.steps ?? STEPS_PER_HISTORY);
      statements += await settleHistory(seed);
      histories += 1;
      seed += 1;
    } while (wallNow() < endMs);
    process.stdout.write(
      `${JSON.stringify({ ok: true, firstSeed: given.seed, histories, payments, statements })}\n`,
    );
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
      /** The second tier: the running product, with processes killed and wires cut. Needs `npm run build`. */
      product: { type: "boolean", default: false },
      /** A month of the network's reports with planted differences. */
      reconciliation: { type: "boolean", default: false },
      /** Point-in-time recovery, on a PostgreSQL of its own. */
      recovery: { type: "boolean", default: false },
      /** Settlement against its model, and nothing else. */
      settlement: { type: "boolean", default: false },
      /** SIGKILL at every statement of a settlement run and of its file's way to the bank. */
      kills: { type: "boolean", default: false },
    },
  });
  const given = {
    minutes: numberOf(values.minutes, "minutes"),
    seed: Math.floor(numberOf(values.seed, "seed")),
  };
  const tier =
    (values.recovery && soakRecovery) ||
    (values.kills && soakKills) ||
    (values.settlement && soakSettlement) ||
    (values.reconciliation && soakReconciliation) ||
    (values.product && soakProduct) ||
    soak;
  if (!(await tier(given))) process.exitCode = 1;
}
