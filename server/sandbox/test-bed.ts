import { generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { z } from "zod";
import { ensureDatabase, roleUrl, withClient } from "@/server/platform/database-roles";
import { testClusterGiven } from "@/server/platform/env";
import { testCluster } from "@/server/platform/test-cluster";
import { createTables } from "./commands";
import { runDueWork } from "./jobs";
import { acquirerCaller, signaturesFrom } from "./network/gateway";
import { DEFAULT_PACE } from "./payments/rules";
import { type Deps, openPool, statements, transact } from "./queries";
import { sandboxApp } from "./router";

/** Afternoon of a Sunday in Japan. */
export const START_MS = Date.parse("2026-11-22T15:00:00+09:00");
export const SHOP = "sto_test";

export type HeardCall = { readonly name: string; readonly body: Record<string, unknown> };
/** What the fake Noren answers: a body, or nothing at all. */
export type Reply = Record<string, unknown> | "no_answer";
export const OK = { result: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" } };

export type TestBed = {
  readonly deps: Deps;
  readonly origin: string;
  /** Calls that reached the fake Noren with a good signature, in order. */
  readonly heard: HeardCall[];
  /** How the fake Noren answers a call by its name; it agrees to everything else. */
  readonly replies: Map<string, Reply>;
  readonly advance: (ms: number) => void;
  /** Does everything that is due until nothing is. */
  readonly settle: () => Promise<void>;
  /** A signed call of Noren's; the answer's signature has been checked. */
  readonly call: (path: string, body: unknown, change?: CallChange) => Promise<Record<string, unknown>>;
  readonly send: (path: string, body: string, change?: CallChange) => Promise<Response>;
  readonly stop: () => Promise<void>;
};

export type CallChange = {
  readonly clientId?: string;
  readonly time?: string;
  readonly keyVersion?: number;
  readonly signedBody?: string;
  readonly signedPath?: string;
};

type Keys = { readonly privateKey: string; readonly publicKey: string };

function newKeys(): Keys {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

const jsonBody = z.record(z.string(), z.unknown());

/** The sandbox network on a database of its own, with a fake Noren that signs and checks by code of its own. */
export async function startTestBed(): Promise<TestBed> {
  const database = await makeDatabase();
  const [acquirer, network] = [newKeys(), newKeys()];
  const heard: HeardCall[] = [];
  const replies = new Map<string, Reply>();
  const noren = createServer((request, response) => {
    void hear(request, { acquirer, network, heard, replies }).then((said) => {
      if (said === null) response.destroy();
      else response.writeHead(200, said.headers).end(said.body);
    });
  });
  const publicUrl = await listening(noren);
  const signatures = signaturesFrom({
    networkPrivateKey: network.privateKey,
    acquirerPublicKeys: `1:${acquirer.publicKey}`,
    acquirerId: "NOREN",
  });
  const pool = openPool(database.url);
  let nowMs = START_MS;
  const deps: Deps = {
    sql: statements(pool),
    transact: (work) => transact(pool, work),
    now: () => nowMs,
    random: (size) => new Uint8Array(randomBytes(size)),
    callAcquirer: acquirerCaller(signatures),
    nudge: () => undefined,
    settings: { publicUrl, acquirerId: "NOREN", pace: { ...DEFAULT_PACE, callTimeoutMs: 2_000 } },
  };
  await createTables(deps.transact);
  const app = createServer(getRequestListener(sandboxApp(deps, signatures).fetch));
  const origin = await listening(app);
  const send = (path: string, body: string, change: CallChange = {}) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      body,
      headers: requestHeaders(acquirer, { path, body, change }),
    });
  return {
    deps,
    origin,
    heard,
    replies,
    advance: (ms) => {
      nowMs += ms;
    },
    settle: async () => {
      while ((await runDueWork(deps)) > 0);
    },
    send,
    call: async (path, body, change) =>
      readAnswer(await send(path, JSON.stringify(body), change), { path, network }),
    stop: async () => {
      await Promise.all([closed(noren), closed(app)]);
      await pool.end();
      await database.drop();
    },
  };
}

async function makeDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const cluster = testCluster.parse(JSON.parse(testClusterGiven() ?? "null"));
  const name = `noren_sandbox_${randomBytes(6).toString("hex")}`;
  await ensureDatabase(cluster.superuserUrl, { name, owner: "noren_sandbox", visitors: [] });
  return {
    url: roleUrl({ ...cluster, role: "noren_sandbox", database: name }),
    drop: () =>
      withClient(cluster.superuserUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

function listening(server: Server): Promise<string> {
  return new Promise((ready) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      ready(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function signedText(path: string, clientId: string, time: string, body: string): Buffer {
  return Buffer.from(`POST ${path}\n${clientId}.${time}.${body}`);
}

function signatureText(keys: Keys, text: Buffer, keyVersion = 1): string {
  const signature = encodeURIComponent(sign("sha256", text, keys.privateKey).toString("base64"));
  return `algorithm=RSA256,keyVersion=${keyVersion},signature=${signature}`;
}

function isSignedBy(keys: Keys, text: Buffer, header: string): boolean {
  const encoded = header.split("signature=")[1] ?? "";
  return verify("sha256", text, keys.publicKey, Buffer.from(decodeURIComponent(encoded), "base64"));
}

function requestHeaders(
  acquirer: Keys,
  call: { readonly path: string; readonly body: string; readonly change: CallChange },
): Record<string, string> {
  const { change } = call;
  const clientId = change.clientId ?? "NOREN";
  const time = change.time ?? new Date().toISOString();
  const text = signedText(change.signedPath ?? call.path, clientId, time, change.signedBody ?? call.body);
  return {
    "Client-Id": clientId,
    "Request-Time": time,
    "Content-Type": "application/json; charset=UTF-8",
    Signature: signatureText(acquirer, text, change.keyVersion),
  };
}

async function readAnswer(
  response: Response,
  by: { readonly path: string; readonly network: Keys },
): Promise<Record<string, unknown>> {
  const body = await response.text();
  const clientId = response.headers.get("Client-Id") ?? "";
  const text = signedText(by.path, clientId, response.headers.get("Response-Time") ?? "", body);
  if (
    clientId !== "SANDBOX_NETWORK" ||
    !isSignedBy(by.network, text, response.headers.get("Signature") ?? "")
  ) {
    throw new Error(`the answer of ${by.path} is not signed by the network`);
  }
  return jsonBody.parse(JSON.parse(body));
}

async function hear(
  request: IncomingMessage,
  by: {
    readonly acquirer: Keys;
    readonly network: Keys;
    readonly heard: HeardCall[];
    readonly replies: ReadonlyMap<string, Reply>;
  },
): Promise<{ headers: Record<string, string>; body: string } | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString("utf8");
  const path = request.url ?? "";
  const header = (name: string) => String(request.headers[name] ?? "");
  const text = signedText(path, header("client-id"), header("request-time"), body);
  if (header("client-id") !== "SANDBOX_NETWORK" || !isSignedBy(by.network, text, header("signature")))
    return null;
  const name = path.slice(path.lastIndexOf("/") + 1);
  by.heard.push({ name, body: jsonBody.parse(JSON.parse(body)) });
  const reply = by.replies.get(name) ?? OK;
  if (reply === "no_answer") return null;
  const said = JSON.stringify(reply);
  const time = new Date().toISOString();
  return {
    body: said,
    headers: {
      "Client-Id": "NOREN",
      "Response-Time": time,
      "Content-Type": "application/json; charset=UTF-8",
      Signature: signatureText(by.acquirer, signedText(path, "NOREN", time, said)),
    },
  };
}

/** A `pay` request of ¥1,280 for the test shop. */
export function payBody(bed: TestBed, paymentRequestId: string, yen = "1280"): Record<string, unknown> {
  const amount = { currency: "JPY", value: yen };
  return {
    paymentRequestId,
    order: {
      referenceOrderId: `order-${paymentRequestId}`,
      orderDescription: "さくらマート 渋谷店",
      orderAmount: amount,
      merchant: {
        referenceMerchantId: "mer_test",
        merchantMCC: "5812",
        merchantName: "さくらマート",
        store: { referenceStoreId: SHOP, storeName: "さくらマート 渋谷店" },
      },
      env: { terminalType: "WAP" },
    },
    paymentAmount: amount,
    paymentMethod: { paymentMethodType: "CONNECT_WALLET" },
    paymentFactor: {
      isInStorePayment: "true",
      isCashierPayment: "true",
      inStorePaymentScenario: "EntryCode",
    },
    paymentExpiryTime: new Date(bed.deps.now() + 600_000).toISOString(),
    paymentNotifyUrl: `${bed.deps.settings.publicUrl}/api/network/v1/payments/notifyPayment`,
    paymentRedirectUrl: `${bed.deps.settings.publicUrl}/p/done`,
    settlementStrategy: { settlementCurrency: "JPY" },
  };
}

/** Makes the test shop live for both wallets. */
export async function registerShop(bed: TestBed): Promise<void> {
  await bed.call("/sandbox/network/bulk/registrations", {
    stores: [{ referenceStoreId: SHOP, walletIds: ["NOREN_JP", "ALIPAY_CN"] }],
  });
}

/** Places an order and has the shopper answer it. @returns the network's payment id */
export async function payAs(
  bed: TestBed,
  paymentRequestId: string,
  form: Record<string, string> = {},
): Promise<string> {
  const placed = await bed.call(`${API}/payments/pay`, payBody(bed, paymentRequestId));
  const paymentId = z.string().parse(placed.paymentId);
  await fetch(`${bed.origin}/sandbox/wallet/pay/${paymentId}`, {
    method: "POST",
    body: new URLSearchParams({ wallet: "ALIPAY_CN", decision: "pay", ...form }),
    redirect: "manual",
  });
  return paymentId;
}

export const API = "/sandbox/network/aps/api/v1";
