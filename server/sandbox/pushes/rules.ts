import type { Misbehaviour, ResultStatus } from "../rules";

/** How a push begins: what is sent, after how long, and whether its answer is listened to. */
export type PushPlan = {
  readonly sends: readonly {
    readonly call: "pushPayment" | "inquiryPushPayment";
    readonly afterMs: number;
  }[];
  readonly deaf: boolean;
};

/** The beginning of a push for each misbehaviour; null when the wallet itself refuses. */
export function planPush(
  misbehave: Misbehaviour,
  pace: { readonly slowMs: number; readonly duplicateMs: number },
): PushPlan | null {
  switch (misbehave) {
    case "insufficient_balance":
      return null;
    case "none":
      return { sends: [{ call: "pushPayment", afterMs: 0 }], deaf: false };
    case "slow":
    case "late_success":
      return { sends: [{ call: "pushPayment", afterMs: pace.slowMs }], deaf: false };
    case "no_answer":
      return { sends: [{ call: "pushPayment", afterMs: 0 }], deaf: true };
    case "duplicate":
      return {
        sends: [
          { call: "pushPayment", afterMs: 0 },
          { call: "pushPayment", afterMs: 0 },
          { call: "pushPayment", afterMs: pace.duplicateMs },
        ],
        deaf: false,
      };
    case "out_of_order":
    case "lost_notification":
      // The question overtakes the push, or the push is lost: Noren knows nothing of it and the network sends it then.
      return { sends: [{ call: "inquiryPushPayment", afterMs: 0 }], deaf: false };
  }
}

export type PushStep =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "ask_later" }
  | { readonly kind: "send_again" };

type Said = { readonly resultStatus: ResultStatus; readonly resultCode: string };

/** What the answer to a push means; null is no answer. */
export function readPushAnswer(result: Said | null): PushStep {
  if (result === null || result.resultStatus === "U") return { kind: "ask_later" };
  return result.resultStatus === "S" ? { kind: "accepted" } : { kind: "refused", code: result.resultCode };
}

/** What the answer to an inquiry means. A push that Noren has never seen is sent again: it posts once at most. */
export function readInquiryAnswer(result: Said | null, paymentResult: Said | null): PushStep {
  if (result === null || result.resultStatus === "U") return { kind: "ask_later" };
  if (result.resultStatus === "F") {
    return result.resultCode === "ORDER_NOT_EXIST" ? { kind: "send_again" } : { kind: "ask_later" };
  }
  return readPushAnswer(paymentResult);
}
