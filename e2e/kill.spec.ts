import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import pg from "pg";
import { type Signer, signerOf, signRequest } from "@/server/platform/http-signature";
import { dataDir, expect, expectSoundBooks, runtime, test } from "./fixtures";

const LANES = 200;
const KILL_AFTER_ANSWERS = 150;
const PATH = "/api/network/v1/payments/pushPayment";
const OWNER = "owner@demo.noren.example";

type Push = { readonly paymentId: string; readonly body: Buffer };
type Answer = { readonly status: string; readonly number: string };

test("kill -9 of the web process during 200 concurrent pushPayment calls loses and doubles nothing (G6)", async ({
  browse,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const owner = await browse({ width: 1280, locale: "en" }, OWNER);
  await owner.page.goto("/codes");
  const code = await codeOnPage(owner.page.locator('a[href*="/poster.pdf"]').first());
  const signer = networkSigner();
  const send = (push: Push) => sendPush(signer, baseURL ?? "", push);

  const answered = new Map<string, Answer>();
  const unanswered: Push[] = [];
  const victim = runtime().processes.web;
  let killed = false;
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      for (let round = 0; !killed; round += 1) {
        const push = newPush(`${baseURL}/p/${code}`, `${lane}`.padStart(3, "0") + round);
        const answer = await send(push);
        if (answer) answered.set(push.paymentId, answer);
        else unanswered.push(push);
        if (answered.size >= KILL_AFTER_ANSWERS && !killed) {
          killed = true;
          process.kill(victim, "SIGKILL");
        }
      }
    }),
  );
  expect(answered.size).toBeGreaterThanOrEqual(KILL_AFTER_ANSWERS);
  expect(unanswered.length).toBeGreaterThan(0);
  expect([...answered.values()].filter(({ status }) => status !== "S")).toEqual([]);

  await expect.poll(() => isHealthyAgain(baseURL ?? "", victim), { timeout: 60_000 }).toBe(true);
  const resent = await Promise.all(
    unanswered.map(async (push) => [push.paymentId, await send(push)] as const),
  );
  expect(resent.filter(([, answer]) => answer?.status !== "S")).toEqual([]);
  const all = new Map(answered);
  for (const [paymentId, answer] of resent) if (answer) all.set(paymentId, answer);
  await expectEachOnce(all);
  // The first answer stands for ever: the same calls again, after the restart, name the same payments.
  for (const [paymentId, answer] of answered) {
    expect(await send(again(`${baseURL}/p/${code}`, paymentId))).toEqual(answer);
  }
  await expectEachOnce(all);
  await expectSoundBooks();
});

async function codeOnPage(link: Locator): Promise<string> {
  const [, code = ""] = /\/api\/codes\/([0-9A-Z]{10})\//.exec((await link.getAttribute("href")) ?? "") ?? [];
  expect(code).not.toBe("");
  return code;
}

/** The sandbox network's own key, from the folder of the running system. */
function networkSigner(): Signer {
  const privateKeyPem = readFileSync(join(dataDir(), "keys/network-private.pem"), "utf8");
  return signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem, keyVersion: 1 });
}

const started = Date.now();

function newPush(codeValue: string, serial: string): Push {
  return again(codeValue, `KILL${started}${serial.padStart(10, "0")}`);
}

/** Everything in the message follows from its id, so that a resent one is the same to the byte. */
function again(codeValue: string, paymentId: string): Push {
  const yen = `${100 + (Number(paymentId.slice(-6)) % 900)}`;
  const amount = { currency: "JPY", value: yen };
  const message = {
    paymentId,
    pspId: "NOREN_JP",
    acquirerId: "NOREN",
    codeValue,
    customerId: "2088000000000001",
    paymentAmount: amount,
    payerAmount: amount,
    settlementAmount: amount,
    paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" },
  };
  return { paymentId, body: Buffer.from(JSON.stringify(message)) };
}

/** Sends one call. Null when the connection broke before the answer was whole: the outcome is unknown. */
async function sendPush(signer: Signer, baseURL: string, { body }: Push): Promise<Answer | null> {
  const headers = await signRequest(signer, { path: PATH, body }, Date.now());
  try {
    const response = await fetch(`${baseURL}${PATH}`, {
      method: "POST",
      headers,
      body: new Uint8Array(body),
    });
    const { result, acquirerPaymentId } = JSON.parse(await response.text());
    return { status: result.resultStatus, number: acquirerPaymentId ?? "" };
  } catch {
    return null;
  }
}

async function isHealthyAgain(baseURL: string, formerPid: number): Promise<boolean> {
  if (runtime().processes.web === formerPid) return false;
  const health = await fetch(`${baseURL}/api/health`).catch(() => null);
  return health?.ok === true;
}

/** As the network's role sees the database: one row for every payment id, under the number that was answered. */
async function expectEachOnce(answered: ReadonlyMap<string, Answer>): Promise<void> {
  const address = new URL(
    JSON.parse(readFileSync(join(dataDir(), "keys/runtime-env.json"), "utf8")).DATABASE_URL,
  );
  address.username = "noren_ingest";
  const client = new pg.Client({ connectionString: address.toString() });
  await client.connect();
  try {
    const { rows } = await client.query<{ network_payment_id: string; id: string; entries: number }>(
      `SELECT p.network_payment_id, p.id, (SELECT count(*)::int FROM ledger_entry e WHERE e.reference = p.id) AS entries
       FROM payment p WHERE p.network_payment_id LIKE $1`,
      [`KILL${started}%`],
    );
    const found = rows.map((row) => [row.network_payment_id, row.id, row.entries]).sort();
    const wanted = [...answered].map(([paymentId, { number }]) => [paymentId, `pay_${number}`, 1]).sort();
    expect(found).toEqual(wanted);
  } finally {
    await client.end();
  }
}
