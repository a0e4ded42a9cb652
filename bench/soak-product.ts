import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { checkLedger } from "@/server/ledger/check/queries";
import { refundRequestId } from "@/server/payments/refunds/rules";
import { wallNow } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { transactSql } from "@/server/platform/db";
import { type Signer, signerOf, signRequest } from "@/server/platform/http-signature";
import { type Dice, diceOf } from "./soak-model";
import { cookieOf, isHealthy, misfortunes, type Product, startProduct } from "./soak-system";

const PATH = "/api/network/v1/payments/pushPayment";
const OWNER = "owner@demo.noren.example";
const LANES = 24;
const HEALTHY_MS = 90_000;
const SETTLED_MS = 120_000;
const REFUND_PERCENT = 5;

type Push = { readonly paymentId: string; readonly body: Buffer };

/** The answer, or null when there was none: nobody knows then, and the network asks again. */
async function send(product: Product, signer: Signer, push: Push): Promise<string | null> {
  const headers = await signRequest(signer, { path: PATH, body: push.body }, wallNow());
  try {
    const response = await fetch(`${product.url}${PATH}`, {
      method: "POST",
      headers,
      body: new Uint8Array(push.body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return response.ok && text.includes('"resultStatus":"S"') ? text : null;
  } catch {
    return null;
  }
}

type Told = {
  readonly answered: Map<string, string>;
  readonly pushes: Map<string, Push>;
  /** Noren's ids of payments whose owner clicked twice on a refund. */
  readonly refunded: Set<string>;
};
type Shop = { readonly code: string; readonly cookie: string };

/** A double click on a refund of one yen, whose answers may get lost like any other. */
async function clickTwice(product: Product, { cookie }: Shop, paymentId: string): Promise<void> {
  const input = { paymentId, amountMinor: "1", requestId: refundRequestId(paymentId, 0), reason: "soak" };
  const body = JSON.stringify({ json: input, meta: { values: { amountMinor: ["bigint"] } } });
  const click = () =>
    fetch(`${product.url}/api/trpc/payments.refundPayment`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(15_000),
    }).then(
      (response) => response.status,
      () => null,
    );
  // Lost or failed by what happens around it: somebody clicks again, for as long as the product may take to come back.
  const lateMs = wallNow() + HEALTHY_MS;
  let statuses: (number | null)[] = [];
  while (wallNow() < lateMs) {
    statuses = await Promise.all([click(), click()]);
    if (statuses.includes(200)) return;
    const refusal = statuses.find((status) => status !== null && status < 500);
    if (refusal !== undefined) throw new Error(`a refund of ${paymentId} was refused: ${refusal}`);
    await pause(500);
  }
  throw new Error(`a refund of ${paymentId} could not be asked for; last answered ${statuses.join()}`);
}

type Run = { readonly shop: Shop; readonly endMs: number; readonly dice: Dice };

async function load(product: Product, signer: Signer, given: Run) {
  const { shop } = given;
  const told: Told = { answered: new Map(), pushes: new Map(), refunded: new Set() };
  const faults: Record<string, number> = {};
  let serial = 0;
  const lane = async () => {
    while (wallNow() < given.endMs) {
      serial += 1;
      const push = pushOf(`${product.url}/p/${shop.code}`, `SOAK${wallNow()}${serial}`);
      told.pushes.set(push.paymentId, push);
      const answer = await send(product, signer, push);
      if (answer === null) {
        await pause(50);
        continue;
      }
      told.answered.set(push.paymentId, answer);
      if (!given.dice.chance(REFUND_PERCENT)) continue;
      const paymentId = `pay_${JSON.parse(answer).acquirerPaymentId}`;
      await clickTwice(product, shop, paymentId);
      told.refunded.add(paymentId);
    }
  };
  const nextMisfortune = misfortunes(product, given.dice);
  const trouble = async () => {
    while (wallNow() < given.endMs) {
      await pause(1_500 + given.dice.below(3_000));
      const name = await nextMisfortune();
      faults[name] = (faults[name] ?? 0) + 1;
      const lateMs = wallNow() + HEALTHY_MS;
      while (!(await isHealthy(product))) {
        if (wallNow() > lateMs) throw new Error(`not healthy a minute and a half after ${name}`);
        await pause(200);
      }
    }
  };
  await Promise.all([trouble(), ...Array.from({ length: LANES }, lane)]);
  return { told, faults };
}

function pushOf(codeValue: string, paymentId: string): Push {
  const message = {
    paymentId,
    pspId: "NOREN_JP",
    codeValue,
    paymentAmount: { currency: "JPY", value: "100" },
    paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" },
  };
  return { paymentId, body: Buffer.from(JSON.stringify(message)) };
}

/** Everything that was sent is there once, and the first answer to each stands. @throws with what is wrong */
async function check(product: Product, signer: Signer, told: Told): Promise<void> {
  const { answered, pushes } = told;
  const waiting = [...pushes.values()];
  const lane = async () => {
    for (let push = waiting.pop(); push; push = waiting.pop()) {
      let answer: string | null = null;
      for (let tries = 0; answer === null && tries < 20; tries += 1)
        answer = await send(product, signer, push);
      const first = answered.get(push.paymentId);
      if (answer === null) throw new Error(`${push.paymentId} stays unknown`);
      if (first !== undefined && first !== answer) throw new Error(`${push.paymentId} got a second answer`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const counted = await withClient(product.superuserUrl, (client) =>
    client.query<{ rows: string; payments: string; entries: string }>(
      `SELECT count(*) AS rows, count(DISTINCT p.network_payment_id) AS payments, count(DISTINCT e.id) AS entries
       FROM payment p JOIN ledger_entry e ON e.reference = p.id AND e.kind = 'payment'
       WHERE p.network_payment_id LIKE 'SOAK%'`,
    ),
  );
  const figures = JSON.stringify(counted.rows[0]);
  const wanted = `${pushes.size}`;
  if (figures !== JSON.stringify({ rows: wanted, payments: wanted, entries: wanted }))
    throw new Error(`${wanted} were sent, and there are ${figures}`);
  await checkRefunds(product, told);
  const books = await transactSql("jobs", checkLedger);
  if (!books.ok) throw new Error(`ledger check: ${JSON.stringify(books.problems)}`);
}

/** Each refund is one, whatever was clicked, and the worker has brought all of them to an end. */
async function checkRefunds(product: Product, { refunded }: Told): Promise<void> {
  const endMs = wallNow() + SETTLED_MS;
  for (;;) {
    const [row] = await withClient(product.superuserUrl, async (client) => {
      const found = await client.query<{ refunds: number; payments: number; open: number }>(
        `SELECT count(*)::int AS refunds, count(DISTINCT payment_id)::int AS payments,
                (count(*) FILTER (WHERE state NOT IN ('done', 'refused')))::int AS open
         FROM refund WHERE payment_id = ANY($1::text[])`,
        [[...refunded]],
      );
      return found.rows;
    });
    const { refunds = 0, payments = 0, open = 0 } = row ?? {};
    if (refunds !== refunded.size || payments !== refunded.size)
      throw new Error(`${refunded.size} refunds were asked for, and there are ${refunds} of ${payments}`);
    if (open === 0) return;
    if (wallNow() > endMs) throw new Error(`${open} refunds have not come to an end`);
    await pause(500);
  }
}

/** The running product under load, with processes killed and wires cut by a seed. */
export async function soakProduct(given: { minutes: number; seed: number }): Promise<boolean> {
  const product = await startProduct();
  try {
    const pem = readFileSync(join(product.dataDir, "keys/network-private.pem"), "utf8");
    const signer = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: pem, keyVersion: 1 });
    const code = await withClient(product.superuserUrl, async (client) => {
      const found = await client.query<{ id: string }>(
        `SELECT c.id FROM code c JOIN wallet_registration r ON r.store_id = c.store_id
         JOIN membership m ON m.tenant_id = c.tenant_id JOIN person p ON p.id = m.person_id
         WHERE c.state = 'active' AND r.wallet_id = 'NOREN_JP' AND r.state = 'approved' AND p.email = $1 LIMIT 1`,
        [OWNER],
      );
      return found.rows[0]?.id ?? "";
    });
    const shop = { code, cookie: await cookieOf(product, OWNER) };
    const endMs = wallNow() + given.minutes * 60_000;
    const { told, faults } = await load(product, signer, { shop, endMs, dice: diceOf(given.seed) });
    await check(product, signer, told);
    const [sent, acknowledged, refunds] = [told.pushes.size, told.answered.size, told.refunded.size];
    process.stdout.write(
      `${JSON.stringify({ ok: true, seed: given.seed, sent, acknowledged, refunds, faults })}\n`,
    );
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false, failingSeed: given.seed })}\n`);
    return false;
  } finally {
    await product.stop();
  }
}
