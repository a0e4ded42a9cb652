import { findAliases } from "@/server/codes/aliases/queries";
import { codeFromValue } from "@/server/codes/emv/payload/rules";
import type { SystemScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { settleRegistrationNotice } from "@/server/registration/ingest";
import {
  type IncomingCall,
  mayCallNow,
  recordRefusal,
  refusalOfCall,
  type SignedAnswer,
  signAnswer,
} from "@/server/wallet-network/ingest";
import {
  answerOf,
  BODY_MAX_BYTES,
  canonicalText,
  isStorable,
  type NetworkAnswer,
  NO_ANSWER,
  resultOf,
} from "@/server/wallet-network/rules";
import {
  inquiryPushPaymentMessage,
  pushPaymentMessage,
  userInitiatedPayMessage,
} from "@/server/wallet-network/schema";
import { findStandings } from "../acceptance/queries";
import { noteConflict } from "../conflicts/commands";
import { takeDispute } from "../disputes/notices/ingest";
import { ingest, isUnderWay } from "../ingest";
import { findRemembered } from "../memory/ingest";
import { noticeWork } from "../notices/ingest";
import { moneyKey, refusalAt } from "../rules";

/** Makes deps with the time of now: one for each batch, since messages are written together. */
type NewDeps = () => Deps<SystemScope>;
type Message = { readonly json: unknown; readonly canonical: string; readonly newDeps: NewDeps };
type Handler = (message: Message) => Promise<NetworkAnswer>;

const INTERFACE_ROOT = "/api/network/v1/";

const HANDLERS: Readonly<Record<string, Handler>> = {
  "payments/pushPayment": acceptPush,
  "payments/notifyPayment": takeNotice,
  "payments/userInitiatedPay": nameCodeOwner,
  "payments/inquiryPushPayment": tellPush,
  "merchants/notifyRegistrationStatus": ({ json, newDeps }) => settleRegistrationNotice(newDeps(), json),
  "disputes/initiateRetrieval": (message) => takeDispute(message, "retrieval"),
  "disputes/initiateEscalation": (message) => takeDispute(message, "escalation"),
};

/**
 * Answers a call of the network's: who sent it is checked before anything is read, and the answer is signed. A
 * failure on our side is `U`, never a refusal and never a success.
 */
export async function answerNetworkCall(call: IncomingCall, newDeps: NewDeps): Promise<SignedAnswer> {
  if (call.body.length > BODY_MAX_BYTES) {
    return { ...(await signAnswer(call.path, answerOf("REQUEST_TOO_LARGE"))), status: 413 };
  }
  const refusal = refusalOfCall(call);
  if (refusal !== null) {
    await recordRefusal(newDeps(), call, refusal);
    return signAnswer(call.path, answerOf(refusal));
  }
  return signAnswer(call.path, await answerTo(call, newDeps));
}

export async function answerTo(call: IncomingCall, newDeps: NewDeps): Promise<NetworkAnswer> {
  const at = call.path.indexOf(INTERFACE_ROOT);
  const name = at < 0 ? "" : call.path.slice(at + INTERFACE_ROOT.length);
  const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  if (!handler) return answerOf("INVALID_API");
  if (!mayCallNow(call, name)) return answerOf("REQUEST_TRAFFIC_EXCEED_LIMIT");
  const json = parseJson(call.body);
  if (json === undefined) return answerOf("PARAM_ILLEGAL");
  const canonical = canonicalText(json);
  if (!isStorable(canonical)) return answerOf("PARAM_ILLEGAL");
  try {
    return await handler({ json, canonical, newDeps });
  } catch (error) {
    log().error({ err: error, call: name }, "a call of the network failed");
    return NO_ANSWER;
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Undefined for anything but a JSON object in UTF-8. */
function parseJson(body: Uint8Array): unknown {
  try {
    const json: unknown = JSON.parse(UTF8.decode(body));
    return typeof json === "object" && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

// A printed payload never changes, and reading one costs as much as checking a signature. What is remembered is the
// reading alone: whether the code takes money is asked of the database every time.
const READINGS_MAX = 20_000;
const readings = new Map<string, string | null>();

function codeIn(value: string): string | null {
  const known = readings.get(value);
  if (known !== undefined) return known;
  if (readings.size >= READINGS_MAX) readings.clear();
  const code = codeFromValue(value, env().publicUrl);
  readings.set(value, code);
  return code;
}

async function acceptPush({ json, canonical, newDeps }: Message): Promise<NetworkAnswer> {
  const parsed = pushPaymentMessage.safeParse(json);
  if (!parsed.success) return answerOf("PARAM_ILLEGAL");
  const message = parsed.data;
  const key = moneyKey(message.paymentId);
  const answer = await ingest(
    {
      kind: "push",
      key,
      contentHash: sha256Hex(`payments/pushPayment\n${canonical}`),
      canonical,
      message,
      codeId: codeIn(message.codeValue),
    },
    newDeps,
  );
  return noted(answer, newDeps, { key, path: "payments/pushPayment", paymentId: null, json });
}

/** Gives the answer on; a contradiction is written down first, with the fields in which it differs. */
async function noted(
  answer: NetworkAnswer,
  newDeps: NewDeps,
  message: Parameters<typeof noteConflict>[2],
): Promise<NetworkAnswer> {
  if (answer.result.resultCode === "REPEAT_REQ_INCONSISTENT")
    await noteConflict(sqlOfClient(poolFor("ingest")), newDeps(), message);
  return answer;
}

async function takeNotice({ json, canonical, newDeps }: Message): Promise<NetworkAnswer> {
  const work = noticeWork(json, canonical);
  if (work === null) return answerOf("PARAM_ILLEGAL");
  const { key, path, paymentId } = work;
  return noted(await ingest(work, newDeps), newDeps, { key, path, paymentId, json });
}

/** Who a code belongs to, or why money may not be taken there: the same judgement as a push gets. */
async function nameCodeOwner({ json, newDeps }: Message): Promise<NetworkAnswer> {
  const parsed = userInitiatedPayMessage.safeParse(json);
  if (!parsed.success) return answerOf("PARAM_ILLEGAL");
  const sql = sqlOfClient(poolFor("ingest"));
  const { codeValue } = parsed.data;
  const codeId = codeIn(codeValue) ?? (await findAliases(sql, [codeValue])).get(codeValue) ?? null;
  if (codeId === null) return answerOf("INVALID_CODE");
  const standings = await findStandings(sql, [codeId], newDeps().now);
  const standing = standings.get(codeId) ?? null;
  const refusal = refusalAt(
    standing && { ...standing, registered: standing.walletIds.includes(parsed.data.pspId) },
  );
  if (refusal !== null || standing === null) return answerOf(refusal ?? "INVALID_CODE");
  return {
    result: resultOf("SUCCESS"),
    acquirerId: env().networkClientId,
    codeType: "STATIC",
    currency: "JPY",
    merchant: {
      referenceMerchantId: standing.merchantId,
      merchantName: standing.merchantName,
      merchantDisplayName: standing.merchantName,
      merchantMCC: standing.merchantMcc,
      store: {
        referenceStoreId: standing.storeId,
        storeName: standing.storeName,
        storeMCC: standing.storeMcc,
      },
    },
  };
}

/** How a pushed payment stands. One that is being written now is unknown, not absent. */
async function tellPush({ json }: Message): Promise<NetworkAnswer> {
  const parsed = inquiryPushPaymentMessage.safeParse(json);
  if (!parsed.success) return answerOf("PARAM_ILLEGAL");
  const { paymentId } = parsed.data;
  const key = moneyKey(paymentId);
  if (isUnderWay(key)) {
    return { result: resultOf("SUCCESS"), paymentId, paymentResult: resultOf("PAYMENT_IN_PROCESS") };
  }
  const remembered = await findRemembered(sqlOfClient(poolFor("ingest")), [key]);
  const known = remembered.get(key)?.response;
  if (known === undefined) return answerOf("ORDER_NOT_EXIST");
  const { result, ...facts } = known;
  return { ...facts, result: resultOf("SUCCESS"), paymentId, paymentResult: result };
}
