import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/network/v1/[...path]/route";
import { GET } from "@/app/api/v1/[...path]/route";
import { ownerDepsAt, plantShops, pushMessage, type Shop } from "@/bench/payment-bed";
import { finance } from "@/bench/settlement-bed";
import { TILL_CLIENT, WRONG_CLIENTS } from "@/bench/till-client.data";
import { deliverEverything, type Receiver, registerReceiver, startReceiver } from "@/bench/webhook-bed";
import { jstDay } from "@/server/kernel/calendar";
import { requestRefund } from "@/server/payments/refunds/commands";
import { wallNow } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { runSettlement } from "@/server/settlement/run/commands";
import { createKey, rotateKey } from "../keys/commands";
import { API_SCOPE_NAMES } from "../keys/rules";
import { openApiDocument } from "./document";
import { operationAt, operationNames } from "./rules";

const ROOT = join(import.meta.dirname, "../../..");
// Inside the tree, so that the client's own imports are found as an integrator's would be.
const folder = mkdtempSync(join(ROOT, "node_modules/.noren-client-"));

type Reader = {
  readonly payments: (limit: number) => Promise<{ id: string; amount: { value: string } }[]>;
  readonly payment: (id: string) => Promise<unknown>;
  readonly refunded: (paymentId: string) => Promise<bigint>;
  readonly refund: (id: string) => Promise<unknown>;
  readonly payouts: () => Promise<{ id: string; addsUp: boolean }[]>;
  readonly payout: (id: string) => Promise<unknown>;
};
type Client = {
  readonly reader: (baseUrl: string, key: string) => Reader;
  readonly readWebhook: (secret: string, headers: Headers, body: string) => unknown;
  readonly callNoren: (
    origin: string,
    call: string,
    message: unknown,
    keys: { privateKey: string; norenPublicKey: string },
  ) => Promise<Record<string, unknown>>;
};

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
const [network, acquirer] = [pair(), pair()];
let database: TestDatabase;
let receiver: Receiver;
let server: Server;
let origin: string;
let shop: Shop;
let client: Client;
/** The operations that the client has called and that answered. */
const answered = new Set<string>();

beforeAll(async () => {
  receiver = await startReceiver();
  database = await testDatabase({
    PUBLIC_URL: "https://noren.example",
    NETWORK_PRIVATE_KEY: acquirer.privateKey,
    NETWORK_PUBLIC_KEYS: `1:${network.publicKey}`,
    SANDBOX: "1",
    SANDBOX_WEBHOOK_HOSTS: receiver.host,
  });
  const [planted] = await plantShops(database.urls.superuser, 1);
  if (!planted) throw new Error("no shop");
  shop = planted;
  server = createServer((incoming, outgoing) => {
    void answer(incoming).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  await generateClient();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await new Promise((done) => server.close(done));
  await receiver.close();
  await database.drop();
});

/** The product's own routes behind a plain HTTP server. */
async function answer(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const url = `${origin}${incoming.url}`;
  if (incoming.method === "GET") {
    const response = await GET(new Request(url, { headers }));
    const path = new URL(url).pathname.replace("/api/v1", "");
    if (response.status === 200) answered.add(operationAt(path)?.name ?? path);
    return response;
  }
  return POST(new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }));
}

const document = z.custom<OpenAPI3>((value) => typeof value === "object");

async function generateClient(): Promise<void> {
  const described = document.parse(JSON.parse(JSON.stringify(openApiDocument("https://noren.example"))));
  writeFileSync(join(folder, "schema.ts"), astToString(await openapiTS(described)));
  writeFileSync(join(folder, "client.ts"), TILL_CLIENT);
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  const { outputText } = ts.transpileModule(TILL_CLIENT, { compilerOptions: options });
  writeFileSync(join(folder, "client.mjs"), outputText);
  client = await import(pathToFileURL(join(folder, "client.mjs")).href);
}

/** What the compiler says of files in the client's folder. */
function problemsIn(files: readonly string[]): Map<string, number> {
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
    },
  );
  const counts = new Map(files.map((file) => [file, 0]));
  for (const { file } of ts.getPreEmitDiagnostics(program)) {
    const name = files.find((one) => file?.fileName.endsWith(`/${one}`)) ?? "elsewhere";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

describe("a client that was written from the OpenAPI document and network-api.md alone", () => {
  it("compiles against the generated types, which refuse what is not described", () => {
    const wrong = Object.values(WRONG_CLIENTS).map((use, index) => {
      const head = 'import createClient from "openapi-fetch"; import type { paths } from "./schema";';
      writeFileSync(
        join(folder, `wrong-${index}.ts`),
        `${head} const client = createClient<paths>(); export const used = ${use}`,
      );
      return `wrong-${index}.ts`;
    });
    const problems = problemsIn(["client.ts", ...wrong]);
    expect(problems.get("client.ts")).toBe(0);
    for (const file of wrong) expect(problems.get(file)).toBeGreaterThan(0);
    expect(problems.get("elsewhere")).toBeUndefined();
  });

  it("pays as the network does, is told by a webhook, reads everything back, and goes on through a rotation", async () => {
    const owner = () => ownerDepsAt(shop, wallNow());
    const { text, keyId } = await createKey(owner(), { name: "till", scopes: [...API_SCOPE_NAMES] });
    const { secret } = await registerReceiver(owner(), receiver);
    const keys = { privateKey: network.privateKey, norenPublicKey: acquirer.publicKey };
    const paid: string[] = [];
    for (const value of ["1280", "540", "77"]) {
      const message = pushMessage(shop, { pspId: "NOREN_JP", paymentAmount: { currency: "JPY", value } });
      const result = await client.callNoren(origin, "payments/pushPayment", message, keys);
      expect(result).toMatchObject({ result: { resultStatus: "S" } });
      paid.push(`pay_${result.acquirerPaymentId}`);
    }
    const { refundId } = await requestRefund(owner(), {
      paymentId: paid[0] ?? "",
      amountMinor: 500n,
      requestId: "by_hand_1",
      reason: "",
    });
    const reader = client.reader(`${origin}/api/v1`, text);
    const read = await reader.payments(2);
    expect(read.map(({ id }) => id)).toEqual([...paid].sort().reverse());
    expect(read.map(({ amount }) => amount.value).sort()).toEqual(["1280", "540", "77"]);
    expect(await reader.payment("pay_00000000000000000000")).toBe("not_found");
    expect(await reader.refunded(paid[0] ?? "")).toBe(500n);
    expect(await reader.refund(refundId)).toMatchObject({ id: refundId, amount: { value: "500" } });
    expect(await reader.payouts()).toEqual([]);
    await deliverEverything(wallNow());
    const told = receiver.received
      .map(({ headers, body }) => client.readWebhook(secret, new Headers(Object(headers)), body))
      .map((message) => z.object({ type: z.string(), data: z.object({ id: z.string() }) }).parse(message));
    expect(
      told
        .filter(({ type }) => type === "payment.succeeded")
        .map(({ data }) => data.id)
        .sort(),
    ).toEqual([...paid].sort());
    const [first] = receiver.received;
    expect(
      client.readWebhook("whsec_AAAA", new Headers(Object(first?.headers)), first?.body ?? ""),
    ).toBeNull();
    const next = await rotateKey(owner(), { keyId });
    const after = await Promise.all(
      [text, next.text].map((one) => client.reader(`${origin}/api/v1`, one).payments(100)),
    );
    expect(after.map((payments) => payments.length)).toEqual([3, 3]);
  });

  it("reads the payout of the day with figures that add up, and has called every operation that is described", async () => {
    const nowMs = wallNow() + 86_400_000;
    await withClient(database.urls.superuser, (sql) =>
      sql.query("UPDATE payout_group SET bank_account_id = 'bac_1'"),
    );
    await runSettlement(finance("per_maker", nowMs), { throughOn: jstDay(wallNow()) });
    const { text } = await createKey(ownerDepsAt(shop, wallNow()), {
      name: "books",
      scopes: [...API_SCOPE_NAMES],
    });
    const reader = client.reader(`${origin}/api/v1`, text);
    const [payout, ...others] = await reader.payouts();
    expect({ others, addsUp: payout?.addsUp }).toEqual({ others: [], addsUp: true });
    expect(await reader.payout(payout?.id ?? "")).toMatchObject({
      id: payout?.id,
      sales: { value: "1897" },
      refunds: { value: "500" },
    });
    const [payment] = await reader.payments(1);
    expect(await reader.payment(payment?.id ?? "")).toEqual(payment);
    expect([...answered].sort()).toEqual([...operationNames()].sort());
  });
});
