"use client";

import { useFormatter, useTranslations } from "next-intl";
import { readHours } from "@/server/merchants/hours/rules";

/** Opening hours in the reader's words; what cannot be read is shown as it was given. */
export function useShownHours(): (value: string) => string {
  const words = useTranslations("onboarding.hours");
  const { list } = useFormatter();
  return (value) => {
    const hours = readHours(value);
    if (hours === null) return value;
    const closes = hours.closes < hours.opens ? words("nextDay", { time: hours.closes }) : hours.closes;
    const span = `${hours.opens}–${closes}`;
    const days = list(hours.closedOn.map((day) => words(day)));
    return days === "" ? span : `${span} (${words("closedOn", { days })})`;
  };
}
