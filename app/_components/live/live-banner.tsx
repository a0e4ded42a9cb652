"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Alert } from "@/app/_ui/alert";
import { DateTime } from "@/app/_ui/date-time";
import { useToast } from "@/app/_ui/toast";
import { useLive } from "./live-provider";

/** Says that the screen is no longer told of what happens, since when, and what is being done about it. */
export function LiveBanner() {
  const words = useTranslations("merchant.live");
  const locale = useLocale();
  const { phase, lostAt } = useLive();
  const show = useToast();
  const wasLost = useRef(false);
  useEffect(() => {
    if (phase === "live" && wasLost.current) show({ title: words("back") });
    wasLost.current = phase === "lost";
  }, [phase, show, words]);
  return (
    <div aria-live="polite">
      {phase !== "lost" || lostAt === null ? null : (
        <Alert
          tone="waiting"
          className="mb-5"
          what={words.rich("lostWhat", {
            time: () => <DateTime value={lostAt} locale={locale} show="time" />,
          })}
          why={words("lostWhy")}
          todo={words("lostTodo")}
        />
      )}
    </div>
  );
}
