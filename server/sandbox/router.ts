import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { log } from "@/server/platform/log";
import { setChaos } from "./chaos/commands";
import { armFault, disarmFaults } from "./commands";
import { openDispute } from "./disputes/commands";
import { disputeForm } from "./disputes/schema";
import { mailboxJson, mailboxRouter } from "./mailbox/router";
import type { Signatures } from "./network/gateway";
import { networkRouter } from "./network/router";
import { phoneRouter } from "./phone/router";
import type { Deps } from "./queries";
import { reportsRouter } from "./reports/router";
import { chaosForm, faultForm } from "./schema";
import { type ScreenEnv, screenRouter } from "./screens/router";

/** Everything that the sandbox process answers. All of it lies under `/sandbox`. */
export function sandboxApp(deps: Deps, signatures: Signatures): Hono {
  const app = new Hono();
  app.get("/sandbox/health", async (c) => {
    await deps.sql("SELECT 1");
    return c.json({ status: "ok", now: new Date(deps.now()).toISOString() });
  });
  app.get("/sandbox/mailbox.json", async (c) => c.json(await mailboxJson(deps, c.req.query("to"))));
  app.route("/sandbox/wallet", phoneRouter(deps));
  app.route("/sandbox/faults", faultsRouter(deps));
  app.route("/sandbox/chaos", chaosRouter(deps));
  app.route("/sandbox/disputes", disputesRouter(deps));
  app.route("/sandbox/mailbox", mailboxRouter(deps));
  app.route("/sandbox/network/reports", reportsRouter(deps));
  app.route("/sandbox/network", networkRouter(deps, signatures));
  app.get("/sandbox", (c) => c.redirect("/sandbox/wallet", 303));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log().error({ err: error, path: new URL(c.req.url).pathname }, "a request to the sandbox failed");
    return c.text("SANDBOX: 503", 503);
  });
  return app;
}

/** Arms faults for the next calls of one kind, for tests of time-outs: `call`, `misbehave`, `times`. */
function faultsRouter(deps: Deps): Hono<ScreenEnv> {
  const app = screenRouter(deps.settings.publicUrl);
  app.post("/", async (c) => {
    const parsed = faultForm.safeParse(await c.req.parseBody());
    if (!parsed.success) return c.json({ error: "call, misbehave and times are needed" }, 400);
    await armFault(deps.sql, parsed.data);
    return c.json({ armed: parsed.data });
  });
  app.delete("/", async (c) => {
    await disarmFaults(deps.sql);
    return c.json({ armed: null });
  });
  return app;
}

/** Lets a share of calls and payments go wrong from now on, by a seed: `seed`, `percent`. */
function chaosRouter(deps: Deps): Hono<ScreenEnv> {
  const app = screenRouter(deps.settings.publicUrl);
  app.post("/", async (c) => {
    const parsed = chaosForm.safeParse(await c.req.parseBody());
    if (!parsed.success) return c.json({ error: "seed and percent are needed" }, 400);
    await setChaos(deps.sql, parsed.data);
    return c.json({ chaos: parsed.data });
  });
  return app;
}

/** Objects to a payment: `payment`, and if wanted `amount`, `stage`, `reason`, `days`. A form comes back to its receipt. */
function disputesRouter(deps: Deps): Hono<ScreenEnv> {
  const app = screenRouter(deps.settings.publicUrl);
  app.post("/", async (c) => {
    const parsed = disputeForm.safeParse(await c.req.parseBody());
    if (!parsed.success) return c.json({ error: "payment is needed" }, 400);
    const { payment, amount, ...objection } = parsed.data;
    const disputeId = await openDispute(deps, {
      ...objection,
      paymentId: payment,
      amountMinor: amount === undefined ? null : BigInt(amount),
    });
    if (disputeId === null) return c.json({ error: "there is no such payment that was paid" }, 404);
    if (c.req.header("Accept")?.includes("text/html"))
      return c.redirect(`/sandbox/wallet/receipt/${payment}?disputed=${disputeId}`, 303);
    return c.json({ disputeId });
  });
  return app;
}
