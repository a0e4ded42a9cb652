import { useLocale, useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import { DateTime } from "@/app/_ui/date-time";
import { LinkButton } from "@/app/_ui/link-button";
import { toReturnReason } from "@/server/settlement/bank-results/rules";
import { type HoldReason, toHoldReason } from "@/server/settlement/rules";

type PayoutHintProps = {
  payout: {
    readonly state: string;
    readonly heldReason: string | null;
    readonly heldUntil: Date | null;
    readonly failureReason: string | null;
  } | null;
};

/** Why a payout waits or came back, and what happens next. */
export function PayoutHint({ payout }: PayoutHintProps) {
  const words = useTranslations("payouts");
  const locale = useLocale();
  if (payout?.state === "returned") {
    const reason = toReturnReason(payout.failureReason) ?? "other";
    return (
      <Alert
        tone="attention"
        className="mt-3 print:hidden"
        what={words("state.returned")}
        why={words(`returned.${reason}`)}
        todo={words(reason === "other" ? "returnedTodo.other" : "returnedTodo.account")}
        action={reason === "other" ? undefined : <ChangeAccount />}
      />
    );
  }
  const held = payout?.state === "held" ? toHoldReason(payout.heldReason) : null;
  if (held === null) return null;
  const until = payout?.heldUntil ?? null;
  return (
    <Alert
      tone={held === "bank_account_changed" ? "info" : "attention"}
      className="mt-3 print:hidden"
      what={words("state.held")}
      why={words(`held.${held}`)}
      todo={
        held === "bank_account_changed" && until !== null
          ? words.rich("heldUntil", { time: () => <DateTime value={until} locale={locale} show="moment" /> })
          : words(`heldTodo.${held}`)
      }
      action={WANTS_ANOTHER_ACCOUNT.has(held) ? <ChangeAccount /> : undefined}
    />
  );
}

const WANTS_ANOTHER_ACCOUNT: ReadonlySet<HoldReason> = new Set([
  "no_bank_account",
  "account_refused",
  "branch_gone",
]);

/** Where the account is changed: what was held or came back is then paid to the new one. */
function ChangeAccount() {
  const words = useTranslations("payouts");
  return (
    <LinkButton variant="secondary" href="/settings/changes">
      {words("changeAccount")}
    </LinkButton>
  );
}
