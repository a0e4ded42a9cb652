"use client";

import { useLocale } from "next-intl";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import { useShownValue } from "@/app/_components/onboarding/use-shown-value";
import { dateTag } from "@/app/_ui/date-tag";
import type { Tone } from "@/app/_ui/tone";

const TONES: Readonly<Record<string, Tone>> = {
  submitted: "info",
  in_review: "waiting",
  recommended: "waiting",
  returned: "neutral",
  approved: "good",
  rejected: "attention",
};

/** The tone of an application's state on the desk. */
export function stateTone(state: string): Tone {
  return TONES[state] ?? "neutral";
}

/** Names, values and instants as the desk writes them. */
export function useDeskWords() {
  const locale = useLocale();
  const nameOf = useItemName();
  const shownValue = useShownValue();
  const moment = new Intl.DateTimeFormat(dateTag(locale), {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Tokyo",
    hourCycle: "h23",
  });
  return { nameOf, shownValue, moment: (at: Date) => moment.format(at) };
}
