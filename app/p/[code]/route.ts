import { shopperDeps } from "@/server/api/entry";
import { httpStatusOf } from "@/server/api/error-map";
import { clientAddressOf, requestIdOf } from "@/server/api/request-context";
import { noteScan } from "@/server/codes/scans/ingest";
import { isDomainError } from "@/server/kernel/errors";
import { findShopperStore, type ShopperStore } from "@/server/payments/orders/queries";
import {
  newTicket,
  paymentIdOf,
  readTicket,
  receiptPath,
  startFromForm,
} from "@/server/payments/shopper/commands";
import type { PageContext } from "@/server/payments/shopper/document";
import { formDocument, refusalDocument } from "@/server/payments/shopper/form/document";
import {
  checkForm,
  codeOfPath,
  type FormFault,
  hintedWallet,
  refusalOf,
  type ShopRefusal,
} from "@/server/payments/shopper/rules";
import { SHOPPER_FORM_MAX_BYTES, type ShopperForm, shopperForm } from "@/server/payments/shopper/schema";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { isCrossOrigin } from "@/server/platform/same-origin";
import { contextOf, pageAnswer, seeOther } from "./answer";

type Params = { readonly params: Promise<{ readonly code: string }> };
type Deps = ReturnType<typeof shopperDeps>;
type Visit = { readonly deps: Deps; readonly context: PageContext; readonly request: Request };

/** Generous, since all phones of a mobile carrier may share an address. */
const FORMS_BY_ADDRESS = { name: "shopper-form", points: 120, seconds: 60 } as const;

/** The page behind a poster. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const code = codeOfPath((await params).code);
  const query = new URL(request.url).searchParams;
  if (code !== null && !code.canonical) return seeOther(`/p/${code.code}${new URL(request.url).search}`);
  const visit = visitOf(request, `/p/${code?.code ?? ""}`);
  const shop = code && (await findShop(visit.deps, code.code));
  if (!shop) return refuse(visit, "code_invalid", null);
  const refusal = refusalOf(shop.refusal) ?? walletRefusal(visit, shop);
  if (refusal !== null) return refuse(visit, refusal, shop);
  if (isOpened(request)) noteScan(shop.code, visit.deps.now);
  const typed = (query.get("amount") ?? "").slice(0, 40);
  return showForm(visit, shop, { form: { amount: typed, wallet: "", ticket: "" }, fault: null, status: 200 });
}

/** The amount has been typed: on to the wallet, or the form again with what was typed. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const code = codeOfPath((await params).code);
  const visit = visitOf(request, `/p/${code?.code ?? ""}`);
  if (isCrossOrigin(request.headers)) return Response.json({ error: "cross_origin" }, { status: 403 });
  const form = await readForm(request);
  const shop = code && (await findShop(visit.deps, code.code));
  if (!shop) return refuse(visit, "code_invalid", null);
  const refusal = refusalOf(shop.refusal);
  if (refusal !== null) return refuse(visit, refusal, shop);
  const again = (fault: FormFault, status: number) => showForm(visit, shop, { form, fault, status });
  const checked = checkForm(form, shop.wallets);
  if (checked.kind === "fault") return again(checked.fault, 400);
  const ticket = readTicket(visit.deps, shop.code, form.ticket);
  if (ticket === undefined) return again({ field: "page", reason: "again" }, 400);
  const { language } = visit.context;
  const ready = { code: shop.code, ticket, language, ...checked };
  const receipt = `${receiptPath(shop.code, paymentIdOf(ready))}&lang=${language}`;
  try {
    await spendRateLimit(FORMS_BY_ADDRESS, clientAddressOf(request.headers));
    const sender = {
      userAgent: request.headers.get("user-agent"),
      address: clientAddressOf(request.headers),
    };
    const started = await startFromForm(visit.deps, ready, sender);
    return seeOther(started.paymentUrl ?? receipt);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    switch (error.code) {
      case "too_many_requests":
      case "risk_limit":
      case "network_unreachable":
        return again({ field: "page", reason: error.code }, httpStatusOf(error.code));
      case "code_invalid":
      case "store_not_live":
        return refuse(visit, error.code, shop);
      // The order exists and has not been paid: its own screen says so, and how to go on.
      case "network_refused":
        return seeOther(receipt);
      default:
        throw error;
    }
  }
}

/** Somebody looks at the page: neither a link that is tried nor a browser that loads ahead. */
function isOpened({ method, headers }: Request): boolean {
  return method === "GET" && !(headers.get("sec-purpose") ?? "").includes("prefetch");
}

function visitOf(request: Request, path: string): Visit {
  return {
    deps: shopperDeps(requestIdOf(request.headers)),
    context: contextOf(request, path),
    request,
  };
}

function findShop(deps: Deps, code: string): Promise<ShopperStore | null> {
  return findShopperStore(sqlOfClient(poolFor("ingest")), code, deps.now);
}

function hint({ request }: Visit): string | null {
  const named = new URL(request.url).searchParams.get("wallet");
  // "?wallet=" asks for the choice, whatever browser this is.
  return named === "" ? null : hintedWallet(named, request.headers.get("user-agent"));
}

function walletRefusal(visit: Visit, shop: ShopperStore): ShopRefusal | null {
  const wallet = hint(visit);
  return wallet === null || shop.wallets.some(({ id }) => id === wallet) ? null : "wallet_not_live";
}

async function readForm(request: Request): Promise<ShopperForm> {
  const body = await request.text();
  const fields = body.length > SHOPPER_FORM_MAX_BYTES ? {} : Object.fromEntries(new URLSearchParams(body));
  const parsed = shopperForm.safeParse(fields);
  return parsed.success ? parsed.data : shopperForm.parse({});
}

type Shown = { readonly form: ShopperForm; readonly fault: FormFault | null; readonly status: number };

function showForm(visit: Visit, shop: ShopperStore, { form, fault, status }: Shown): Response {
  const hinted = hint(visit);
  const kept = readTicket(visit.deps, shop.code, form.ticket) === undefined ? null : form.ticket;
  const page = formDocument(visit.context, {
    shop,
    ticket: kept ?? newTicket(visit.deps, shop.code),
    typed: form.amount,
    walletId: form.wallet === "" ? hinted : form.wallet,
    walletKnown: hinted !== null && (form.wallet === "" || form.wallet === hinted),
    fault,
  });
  return pageAnswer(page, visit.context, status);
}

function refuse(visit: Visit, refusal: ShopRefusal, shop: ShopperStore | null): Response {
  log().info({ requestId: visit.deps.requestId, refusal }, "shopper's page refused");
  const page = refusalDocument(visit.context, { refusal, shop });
  return pageAnswer(page, visit.context, httpStatusOf(refusal));
}
