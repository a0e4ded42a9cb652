"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { useTRPC } from "@/app/_trpc/client";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { Select } from "@/app/_ui/select";
import { PREFECTURES } from "@/server/merchants/categories.data";
import { ENTITY_TYPES } from "@/server/merchants/rules";
import { CHIPS, toggled } from "@/server/onboarding/review/queue/rules";
import { QUEUE_FILTERS, type QueueFilterInput } from "@/server/onboarding/review/queue/schema";
import { deskHref } from "./use-queue";
import { Views } from "./views";

/** The parts of the desk with what waits in each; filters are chips in the address. */
export function QueueParts({ queue, compact = false }: { queue: QueueFilterInput; compact?: boolean }) {
  const words = useTranslations("review.filter");
  const trpc = useTRPC();
  const { data: counts } = useSuspenseQuery(trpc.review.counts.queryOptions());
  return (
    <ChipRow label={words("label")} className={compact ? "gap-1" : ""}>
      {QUEUE_FILTERS.map((one) => (
        <Chip
          key={one}
          href={deskHref({ ...queue, filter: one })}
          active={one === queue.filter}
          count={one === "closed" ? undefined : counts[one]}
          className={compact ? "h-7 px-2 text-xs" : ""}
        >
          {words(one)}
        </Chip>
      ))}
    </ChipRow>
  );
}

/** Everything that narrows the queue, and the person's own views of it. */
export function QueueFilters({ queue }: { queue: QueueFilterInput }) {
  const words = useTranslations("review.filter");
  const choices = useTranslations("onboarding.choice");
  const trpc = useTRPC();
  const router = useRouter();
  const isJapanese = useLocale() === "ja";
  const categories = useCategoryNames();
  const { data: counts } = useSuspenseQuery(trpc.review.counts.queryOptions());
  const numbers: Readonly<Record<string, number | undefined>> = {
    mine: counts.mine,
    nobody: queue.filter === "open" ? counts.nobody : undefined,
    overdue: queue.filter === "open" ? counts.overdue : undefined,
  };
  const choose = (name: "entityType" | "mcc" | "prefecture") => (event: { target: { value: string } }) => {
    const query = new URLSearchParams(deskHref({ ...queue, [name]: undefined }).split("?")[1]);
    if (event.target.value !== "") query.set(name, event.target.value);
    router.push(`/ops/review?${query.toString()}`);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ChipRow label={words("narrow")}>
        {CHIPS.map(({ name, value }) => (
          <Chip
            key={value}
            href={deskHref(toggled(queue, name, value))}
            active={queue[name] === value}
            count={numbers[value]}
          >
            {words(value)}
          </Chip>
        ))}
      </ChipRow>
      <Select
        dense
        aria-label={words("entityType")}
        prompt={words("entityType")}
        value={queue.entityType ?? ""}
        options={ENTITY_TYPES.map((value) => ({ value, label: choices(value) }))}
        onChange={choose("entityType")}
      />
      <Select
        dense
        aria-label={words("mcc")}
        prompt={words("mcc")}
        value={queue.mcc ?? ""}
        options={[...categories].map(([value, label]) => ({ value, label }))}
        onChange={choose("mcc")}
      />
      <Select
        dense
        aria-label={words("prefecture")}
        prompt={words("prefecture")}
        value={queue.prefecture ?? ""}
        options={PREFECTURES.map(({ name, latin }) => ({
          value: name,
          label: isJapanese ? name : latin.charAt(0) + latin.slice(1).toLowerCase(),
        }))}
        onChange={choose("prefecture")}
      />
      <Views queue={queue} />
    </div>
  );
}
