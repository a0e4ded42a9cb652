import { useTranslations } from "next-intl";
import { StateBadge } from "@/app/_ui/state-badge";
import type { Tone } from "@/app/_ui/tone";
import { MERCHANT_STATES, type MerchantState } from "@/server/merchants/rules";

const TONES: Record<MerchantState, Tone> = { active: "good", suspended: "attention", terminated: "neutral" };

/** The state of a merchant or store in the operator's words. */
export function MerchantBadge({ state }: { state: string }) {
  const words = useTranslations("directory.state");
  const known = MERCHANT_STATES.find((one) => one === state);
  return known === undefined ? state : <StateBadge tone={TONES[known]}>{words(known)}</StateBadge>;
}
