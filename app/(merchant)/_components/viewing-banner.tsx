"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";

/** Says on every screen that support is looking, until when, and how to stop. */
export function ViewingBanner() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.account.me.queryOptions());
  return data.viewing === null ? null : <Banner name={data.viewing.name} endsAtMs={data.viewing.endsAtMs} />;
}

const leave = () => window.location.assign("/ops/merchants");

function Banner({ name, endsAtMs }: { name: string; endsAtMs: number }) {
  const words = useTranslations("people.viewing");
  const locale = useLocale();
  const trpc = useTRPC();
  const end = useMutation(
    trpc.viewing.end.mutationOptions({
      onSuccess: ({ merchantId }) => window.location.assign(`/ops/merchants/${merchantId}`),
      // It has ended by itself, or the session has.
      onError: leave,
    }),
  );
  useEffect(() => {
    const timer = setTimeout(leave, Math.max(0, endsAtMs - Date.now()));
    return () => clearTimeout(timer);
  }, [endsAtMs]);
  return (
    <div
      role="status"
      className="sticky top-0 z-30 flex flex-wrap items-center gap-x-4 gap-y-1 bg-indigo-600 px-4 py-2 text-on-indigo print:hidden"
    >
      <p className="min-w-0 grow">
        <Eye aria-hidden className="mr-2 inline size-5 align-[-0.25em]" />
        <span className="font-bold">{words("banner", { name })}</span>{" "}
        <span className="text-sm">
          {words.rich("until", { time: () => <DateTime value={new Date(endsAtMs)} locale={locale} /> })}
        </span>
      </p>
      <Button variant="secondary" size="sm" pending={end.isPending} onClick={() => end.mutate()}>
        {words("end")}
      </Button>
    </div>
  );
}
