import { useTranslations } from "next-intl";
import { StateBadge } from "@/app/_ui/state-badge";
import type { Tone } from "@/app/_ui/tone";
import type { RegistrationState } from "@/server/registration/rules";

const TONES: Record<RegistrationState, Tone> = {
  waiting: "waiting",
  sent: "waiting",
  unknown: "waiting",
  approved: "good",
  rejected: "attention",
};

/** How far a store is with one wallet. */
export function RegistrationBadge({ state }: { state: RegistrationState }) {
  const words = useTranslations("directory.registration");
  return <StateBadge tone={TONES[state]}>{words(state)}</StateBadge>;
}
