import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { findPayment } from "../payments/queries";
import type { Deps } from "../queries";
import { pageContext, type Screen, type ScreenEnv, screenRouter, sendPage } from "../screens/router";
import { push, showPush } from "./amount/router";
import { pay, showPay } from "./checkout/router";
import { scan, showHome } from "./home/router";
import { receiptDocument } from "./receipt/document";
import { missing } from "./shopper/router";

const UPLOAD_BYTES = 16 * 1024 * 1024;

/** The shopper's phone under `/sandbox/wallet`. */
export function phoneRouter(deps: Deps): Hono<ScreenEnv> {
  const app = screenRouter(deps.settings.publicUrl);
  app.use(bodyLimit({ maxSize: UPLOAD_BYTES }));
  app.get("/", (c) => showHome(deps, c));
  app.post("/scan", (c) => scan(deps, c));
  app.get("/pay/:paymentId", (c) => showPay(deps, c));
  app.post("/pay/:paymentId", (c) => pay(deps, c));
  app.get("/push", (c) => showPush(deps, c));
  app.post("/push", (c) => push(deps, c));
  app.get("/receipt/:paymentId", (c) => showReceipt(deps, c));
  return app;
}

async function showReceipt(deps: Deps, c: Screen): Promise<Response> {
  const payment = await findPayment(deps.sql, { paymentId: c.req.param("paymentId") });
  if (payment === null) return missing(c);
  return sendPage(c, receiptDocument(pageContext(c), payment));
}
