"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SearchTrigger } from "@/app/_components/shell/search-trigger";
import { useTRPC } from "@/app/_trpc/client";
import { CommandPalette, type PaletteCommand } from "@/app/_ui/command-palette";
import { type PaletteGroup, usePaletteRegistry } from "./palette-commands";

type Place = { readonly href: string; readonly label: string };

type PaletteProps = {
  places: readonly Place[];
  may: { readonly merchants: boolean; readonly review: boolean };
};

/** The pages of the desk, what the screen in front offers, every merchant and every open case, by typing (⌘K). */
export function Palette({ places, may }: PaletteProps) {
  const words = useTranslations("ops.palette");
  const router = useRouter();
  const registry = usePaletteRegistry();
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [offered, setOffered] = useState<readonly (PaletteGroup & { id: string })[]>([]);
  const text = query.trim();
  const go = (href: string) => () => router.push(href);
  const found = useFound({ text: isOpen ? text : "", may, go });

  function change(open: boolean) {
    setOpen(open);
    setQuery("");
    if (open) setOffered(registry?.groups() ?? []);
  }

  const pages = places.map((place) => ({ id: place.href, label: place.label, onSelect: go(place.href) }));
  const typed = (commands: readonly PaletteCommand[]) => commands.filter((command) => matches(command, text));
  return (
    <>
      <SearchTrigger label={words("trigger")} onOpen={() => change(true)} />
      <CommandPalette
        open={isOpen}
        onOpenChange={change}
        query={query}
        onQueryChange={setQuery}
        isServerFiltered
        isLoading={found.isLoading}
        labels={{
          title: words("title"),
          placeholder: words("placeholder"),
          empty: words("empty"),
          loading: words("loading"),
        }}
        groups={[
          { id: "cases", heading: words("cases"), commands: found.cases },
          { id: "merchants", heading: words("merchants"), commands: found.merchants },
          ...offered.map((group) => ({ ...group, commands: typed(group.commands) })),
          { id: "places", heading: words("places"), commands: typed(pages) },
        ].filter((group) => group.commands.length > 0)}
      />
    </>
  );
}

const MERCHANTS_SHOWN = 8;

/** What the server finds for a text: open cases and merchants, each a command that goes there. */
function useFound(of: { text: string; may: PaletteProps["may"]; go: (href: string) => () => void }): {
  cases: PaletteCommand[];
  merchants: PaletteCommand[];
  isLoading: boolean;
} {
  const { text, may, go } = of;
  const trpc = useTRPC();
  const states = useTranslations("review.state");
  const merchants = useQuery(
    trpc.directory.merchants.queryOptions(
      { text, limit: MERCHANTS_SHOWN },
      { enabled: may.merchants && text !== "", placeholderData: keepPreviousData },
    ),
  );
  const cases = useQuery(
    trpc.review.find.queryOptions(
      { text },
      { enabled: may.review && text !== "", placeholderData: keepPreviousData },
    ),
  );
  if (text === "") return { cases: [], merchants: [], isLoading: false };
  return {
    cases: (cases.data ?? []).map((found) => ({
      id: found.id,
      label: found.tradeName,
      support: `${found.prefecture} ${states(found.state)}`,
      onSelect: go(`/ops/review?filter=${found.filter}&id=${found.id}`),
    })),
    merchants: (merchants.data?.rows ?? []).map((merchant) => ({
      id: merchant.merchantId,
      label: merchant.tradeName,
      support: `${merchant.prefecture}${merchant.city}`,
      onSelect: go(`/ops/merchants/${merchant.merchantId}`),
    })),
    isLoading: merchants.isFetching || cases.isFetching,
  };
}

/** Whether every typed word occurs in what the command is called, in any case. */
function matches(command: PaletteCommand, text: string): boolean {
  const names = [command.label, command.support ?? "", ...(command.keywords ?? [])].join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => names.includes(word));
}
