"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { useTRPC } from "@/app/_trpc/client";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { Select } from "@/app/_ui/select";
import { WATCH_REASONS } from "@/server/directory/watch/rules";
import type { WatchedCodesInput } from "@/server/directory/watch/schema";
import { codesAddress } from "./address";

/** Which codes are shown; what is chosen lives in the address. */
export function WatchFilters({ input }: { input: WatchedCodesInput }) {
  const words = useTranslations("ops.codes");
  const locale = useLocale();
  const router = useRouter();
  const trpc = useTRPC();
  const prefectures = usePrefectureNames();
  const { data } = useSuspenseQuery(trpc.directory.watch.list.queryOptions(input));
  const to = (change: WatchedCodesInput) => codesAddress({ ...input, after: undefined, ...change });
  return (
    <div className="mb-4 flex flex-wrap items-center gap-4">
      <ChipRow label={words("reasons")}>
        <Chip href={to({ reason: undefined })} active={input.reason === undefined}>
          {words("all")}
        </Chip>
        {WATCH_REASONS.map((reason) => (
          <Chip
            key={reason}
            href={to({ reason })}
            active={input.reason === reason}
            count={data.counts[reason].toLocaleString(locale)}
          >
            {words(`reason.${reason}`)}
          </Chip>
        ))}
      </ChipRow>
      <Select
        dense
        aria-label={words("prefecture")}
        value={input.prefectureCode ?? ""}
        prompt={words("everywhere")}
        options={[...prefectures].map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => router.push(to({ prefectureCode: target.value || undefined }))}
      />
      <ChipRow label={words("quiet")}>
        <Chip
          href={to({ quiet: input.quiet === undefined ? "shown" : undefined })}
          active={input.quiet !== undefined}
        >
          {words("quiet")}
        </Chip>
      </ChipRow>
    </div>
  );
}
