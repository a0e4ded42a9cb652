import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/network/v1/[...path]/route";
import { type FakeNetwork, resultText, startFakeNetwork } from "@/bench/fake-network";
import { API_ROOT, makeNetworkKeys, plantShops, pushMessage, type Shop } from "@/bench/payment-bed";
import { wallNow } from "@/server/platform/clock";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type Signer, signerOf, signRequest, verifyResponse } from "@/server/platform/http-signature";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { FAILURES_TO_OPEN } from "@/server/wallet-network/circuit/rules";
import { callNetwork } from "@/server/wallet-network/gateway";
import { ALLOWANCES } from "@/server/wallet-network/traffic/allowances.data";

const keys = makeNetworkKeys();
const PAIR = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
/** The network's next key, which it may sign with while the former one is still valid. */
const next: Signer = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: PAIR.privateKey, keyVersion: 2 });
let database: TestDatabase;
let network: FakeNetwork;
let shop: Shop;

beforeAll(async () => {
  network = await startFakeNetwork(keys);
  const both = `${keys.env.NETWORK_PUBLIC_KEYS},2:${PAIR.publicKey}`;
  database = await testDatabase({
    ...keys.env,
    NETWORK_PUBLIC_KEYS: both,
    NETWORK_BASE_URL: network.url,
    LOG_LEVEL: "fatal",
  });
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
});
afterAll(async () => {
  await network.close();
  await database.drop();
});
beforeEach(() => {
  globalThis.norenNetworkCircuit = undefined;
  network.calls.length = 0;
});

const sql = () => sqlOfClient(poolFor("ingest"));

type Sent = {
  readonly call?: string;
  readonly body?: unknown;
  readonly by?: Signer;
  readonly atMs?: number;
  readonly change?: (headers: Record<string, string>) => Record<string, string>;
};

/** Sends a call through the route itself, and checks that the answer is signed over its own path and time. */
async function post(sent: Sent) {
  const path = `${API_ROOT}${sent.call ?? "payments/pushPayment"}`;
  const body = Buffer.from(JSON.stringify(sent.body ?? pushMessage(shop)), "utf8");
  const signed = await signRequest(sent.by ?? keys.network, { path, body }, sent.atMs ?? wallNow());
  const headers = sent.change?.(signed) ?? signed;
  const response = await POST(new Request(`https://n.example${path}`, { method: "POST", headers, body }));
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status === 413) return { status: 413, code: "" };
  const verdict = verifyResponse(keys.acquirer, response.headers, { path, body: bytes }, wallNow());
  expect(verdict.ok).toBe(true);
  const answer: { result: { resultCode: string } } = JSON.parse(Buffer.from(bytes).toString("utf8"));
  return { status: response.status, code: answer.result.resultCode };
}

describe("a call of the network's", () => {
  it("is believed under both keys while they change, and every answer is signed", async () => {
    expect(await post({})).toEqual({ status: 200, code: "SUCCESS" });
    expect(await post({ by: next })).toEqual({ status: 200, code: "SUCCESS" });
  });

  it("that is not the network's is answered 200 with the reason, and leaves a security event alone", async () => {
    const stranger = signerOf({
      clientId: "SANDBOX_NETWORK",
      privateKeyPem: PAIR.privateKey,
      keyVersion: 1,
    });
    const [before] = await sql()<{ rows: string }>(
      "SELECT concat((SELECT count(*) FROM payment), (SELECT count(*) FROM network_message)) AS rows",
    );
    const codes = [
      await post({ by: stranger }),
      await post({ by: { ...next, keyVersion: 3 } }),
      await post({ by: { ...keys.network, clientId: "SOMEBODY" } }),
      await post({ atMs: wallNow() - 301_000 }),
      await post({ atMs: wallNow() + 301_000 }),
      await post({ change: ({ Signature: _signature, ...rest }) => rest }),
    ];
    const expected = [
      "INVALID_SIGNATURE",
      "KEY_NOT_FOUND",
      "INVALID_CLIENT",
      "ACCESS_DENIED",
      "ACCESS_DENIED",
      "INVALID_SIGNATURE",
    ];
    expect(codes).toEqual(expected.map((code) => ({ status: 200, code })));
    const events = await sql()<{ kind: string }>("SELECT kind FROM security_event ORDER BY id");
    expect(events.map(({ kind }) => kind).sort()).toEqual([...expected].sort());
    const [after] = await sql()<{ rows: string }>(
      "SELECT concat((SELECT count(*) FROM payment), (SELECT count(*) FROM network_message)) AS rows",
    );
    expect(after).toEqual(before);
  });

  it("over 64 KiB is refused by its size, whatever it says of it, and one byte less is read", async () => {
    const padded = (size: number) => {
      const message = { ...pushMessage(shop), padding: "" };
      return { ...message, padding: "x".repeat(size - Buffer.byteLength(JSON.stringify(message))) };
    };
    expect((await post({ body: padded(65_537) })).status).toBe(413);
    expect(await post({ body: padded(65_536) })).toEqual({ status: 200, code: "SUCCESS" });
  });

  it("of a client that sends too many is told to come again, while its other calls go on", async () => {
    const { atOnce } = ALLOWANCES["disputes/initiateRetrieval"] ?? { atOnce: 0 };
    // The clock stands still, so that nothing is gained while they are sent.
    vi.useFakeTimers({ toFake: ["Date"], now: wallNow() });
    const calls = Array.from({ length: atOnce + 60 }, () =>
      post({ call: "disputes/initiateRetrieval", body: {} }),
    );
    const codes = (await Promise.all(calls)).map(({ code }) => code);
    expect(codes.filter((code) => code === "PARAM_ILLEGAL")).toHaveLength(atOnce);
    expect(codes.filter((code) => code === "REQUEST_TRAFFIC_EXCEED_LIMIT")).toHaveLength(60);
    expect((await post({})).code).toBe("SUCCESS");
    vi.useRealTimers();
  });

  it("to an interface that does not exist, and what is no JSON object, is refused", async () => {
    expect((await post({ call: "payments/nothing" })).code).toBe("INVALID_API");
    expect((await post({ body: [1, 2] })).code).toBe("PARAM_ILLEGAL");
  });

  it("that contradicts what is kept is written down with the fields that differ", async () => {
    const message = pushMessage(shop);
    await post({ body: message });
    const changed = {
      ...message,
      pspId: "NOREN_JP",
      paymentAmount: { currency: "JPY", value: "1281" },
      paymentQuote: { quoteId: "Q2", quoteCurrencyPair: "CNY/JPY", quotePrice: "20.9048" },
    };
    for (let copy = 0; copy < 2; copy += 1)
      expect((await post({ body: changed })).code).toBe("REPEAT_REQ_INCONSISTENT");
    const conflicts = await sql()("SELECT path, fields, times FROM network_conflict WHERE key = $1", [
      `payment:${message.paymentId}`,
    ]);
    expect(conflicts).toEqual([
      {
        path: "payments/pushPayment",
        fields: ["paymentAmount", "pspId", "quoteId", "quotePrice"],
        times: 2,
      },
    ]);
  });
});

describe("a call to the network", () => {
  const exchanges = (subject: string) =>
    sql()<{ call: string; status: string; result_code: string }>(
      "SELECT call, status, result_code FROM network_exchange WHERE subject = $1 ORDER BY id",
      [subject],
    );

  it("is written down by its ids and its result, and nothing of a person", async () => {
    network.answer("payments/refund", () => resultText("F", "REFUND_WINDOW_EXCEED"));
    const body = { refundRequestId: "ref_log", paymentId: "1", customer: "2088000000000001" };
    await callNetwork("payments/refund", body);
    expect(await exchanges("ref_log")).toEqual([
      { call: "payments/refund", status: "F", result_code: "REFUND_WINDOW_EXCEED" },
    ]);
    const [row] = await sql()<{ all: string }>(
      "SELECT row_to_json(network_exchange)::text AS all FROM network_exchange WHERE subject = 'ref_log'",
    );
    expect(row?.all).not.toContain("2088000000000001");
  });

  it("that nobody answers is unknown, and after ten of them nobody waits for the network any more (G7)", async () => {
    network.answer("payments/refund", () => "no_answer");
    for (let call = 0; call < FAILURES_TO_OPEN + 3; call += 1) {
      const { result } = await callNetwork("payments/refund", { refundRequestId: "ref_silent" });
      expect(result.resultStatus).toBe("U");
    }
    expect(network.calls).toHaveLength(FAILURES_TO_OPEN);
    expect(await exchanges("ref_silent")).toHaveLength(FAILURES_TO_OPEN);
  });
});
