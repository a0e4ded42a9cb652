import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { log } from "@/server/platform/log";
import { nextChaos } from "../chaos/queries";
import { callFaultOf } from "../chaos/rules";
import { takeResponse } from "../disputes/commands";
import { takeOverPayments } from "../history/commands";
import { cancelPayment, inquirePayment, placeOrder } from "../payments/commands";
import type { Deps } from "../queries";
import { refundPayment } from "../refunds/commands";
import { acceptRegistration, inquireRegistration, takeOverStores } from "../registrations/commands";
import { type Answer, refusal } from "../rules";
import type { Signatures } from "./gateway";
import { takeFault } from "./queries";

type Call = (deps: Deps, body: unknown) => Promise<Answer | "no_answer">;
type NetworkEnv = { Bindings: Partial<HttpBindings> };

const BODY_BYTES = 64 * 1024;
const BULK_BYTES = 4 * 1024 * 1024;
const HISTORY_BYTES = 64 * 1024 * 1024;

const CALLS: Readonly<Record<string, Call>> = {
  "/payments/pay": placeOrder,
  "/payments/inquiryPayment": inquirePayment,
  "/payments/cancelPayment": cancelPayment,
  "/payments/refund": refundPayment,
  "/merchants/registration": acceptRegistration,
  "/merchants/inquiryRegistrationStatus": inquireRegistration,
  "/disputes/responseRetrieval": takeResponse,
  "/disputes/responseEscalation": takeResponse,
};

/** The signed interface of the network, under `/sandbox/network`. */
export function networkRouter(deps: Deps, signatures: Signatures): Hono<NetworkEnv> {
  const app = new Hono<NetworkEnv>();
  for (const [path, call] of Object.entries(CALLS)) {
    app.post(`/aps/api/v1${path}`, (c) => answer(c, { deps, signatures, call, maxBytes: BODY_BYTES }));
  }
  app.post("/bulk/registrations", (c) =>
    answer(c, { deps, signatures, call: takeOverStores, maxBytes: BULK_BYTES }),
  );
  app.post("/bulk/payments", (c) =>
    answer(c, { deps, signatures, call: takeOverPayments, maxBytes: HISTORY_BYTES }),
  );
  return app;
}

type Handling = {
  readonly deps: Deps;
  readonly signatures: Signatures;
  readonly call: Call;
  readonly maxBytes: number;
};

async function answer(c: Context<NetworkEnv>, handling: Handling): Promise<Response> {
  if (Number(c.req.header("Content-Length") ?? "0") > handling.maxBytes) return c.text("", 413);
  const body = new Uint8Array(await c.req.arrayBuffer());
  if (body.byteLength > handling.maxBytes) return c.text("", 413);
  const path = new URL(c.req.url).pathname;
  const check = handling.signatures.checkRequest({ path, headers: c.req.raw.headers, body });
  if (check.refusal !== null) {
    log().warn({ path, refusal: check.refusal }, "a call to the sandbox network was refused");
    return signed(handling.signatures, check.path, refusal(check.refusal));
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  const { sql } = handling.deps;
  const chaos = await nextChaos(sql);
  const fault = (await takeFault(sql, name)) ?? (chaos && callFaultOf(chaos));
  if (fault === "slow") await delay(handling.deps.settings.pace.slowMs);
  const said = await handling.call(handling.deps, readJson(body));
  handling.deps.nudge();
  if (said === "no_answer" || fault === "no_answer") return dropConnection(c);
  return signed(handling.signatures, check.path, said);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    // Every call refuses it as a parameter that is illegal.
    return null;
  }
}

async function signed(signatures: Signatures, path: string, said: Answer): Promise<Response> {
  const body = new TextEncoder().encode(JSON.stringify(said));
  return new Response(body, { status: 200, headers: await signatures.signResponse({ path, body }) });
}

/** The work is done, but the answer is lost on the way. */
function dropConnection(c: Context<NetworkEnv>): Response {
  c.env.incoming?.socket.destroy();
  return new Response(null, { status: 504 });
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
