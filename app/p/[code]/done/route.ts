import { shopperDeps } from "@/server/api/entry";
import { requestIdOf } from "@/server/api/request-context";
import { isDomainError } from "@/server/kernel/errors";
import { inquireNow } from "@/server/payments/orders/jobs";
import { getShopperPayment, type ShopperPayment } from "@/server/payments/orders/queries";
import { readReceipt } from "@/server/payments/shopper/commands";
import { refusalDocument } from "@/server/payments/shopper/form/document";
import { receiptDocument, receiptRefresh } from "@/server/payments/shopper/receipt/document";
import { codeOfPath, isOpen } from "@/server/payments/shopper/rules";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { contextOf, pageAnswer } from "../answer";

type Params = { readonly params: Promise<{ readonly code: string }> };

/** The screen that the shopper shows to the clerk. It asks the network itself when the outcome is not known yet. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const code = codeOfPath((await params).code)?.code ?? "";
  const query = new URL(request.url).searchParams;
  const context = contextOf(request, `/p/${code}/done`);
  const paymentId = readReceipt(code, query.get("payment") ?? "");
  const payment = paymentId === undefined ? null : await findPayment(paymentId);
  if (payment === null || payment.code !== code) {
    return pageAnswer(refusalDocument(context, { refusal: "code_invalid", shop: null }), context, 404);
  }
  const deps = shopperDeps(requestIdOf(request.headers));
  // The page that refreshes itself has asked already when it first came; the worker goes on asking.
  const asks = isOpen(payment.state) && query.get("seen") === null;
  if (asks) await inquire(deps, payment.paymentId);
  const current = asks ? ((await findPayment(payment.paymentId)) ?? payment) : payment;
  const wallet = query.get("wallet");
  const againHref = `/p/${code}?${new URLSearchParams({
    ...(wallet ? { wallet } : {}),
    lang: context.language,
  })}`;
  const page = receiptDocument(context, { payment: current, nowMs: deps.now, againHref });
  const answer = pageAnswer(page, context);
  const refresh = receiptRefresh(context, current);
  if (refresh !== null) answer.headers.set("refresh", refresh);
  return answer;
}

async function findPayment(paymentId: string): Promise<ShopperPayment | null> {
  try {
    return await getShopperPayment(sqlOfClient(poolFor("ingest")), paymentId);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") return null;
    throw error;
  }
}

/** A network that does not answer leaves the payment as it is: unknown, and asked about again later. */
async function inquire(deps: ReturnType<typeof shopperDeps>, paymentId: string): Promise<void> {
  try {
    await inquireNow(deps, paymentId);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    log().info({ requestId: deps.requestId, errorCode: error.code }, "inquiry for the shopper's page failed");
  }
}
