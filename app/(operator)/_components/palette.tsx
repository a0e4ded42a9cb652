"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SearchTrigger } from "@/app/_components/shell/search-trigger";
import { useTRPC } from "@/app/_trpc/client";
import { CommandPalette } from "@/app/_ui/command-palette";

type Place = { readonly href: string; readonly label: string };

/** Every place of the desk and every merchant, by typing (⌘K). */
export function Palette({ places, mayFind }: { places: readonly Place[]; mayFind: boolean }) {
  const words = useTranslations("ops.palette");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const text = query.trim();
  const found = useQuery(
    trpc.directory.merchants.queryOptions(
      { text },
      { enabled: isOpen && mayFind && text !== "", placeholderData: keepPreviousData },
    ),
  );
  const go = (href: string) => () => {
    setOpen(false);
    setQuery("");
    router.push(href);
  };
  const merchants = text === "" ? [] : (found.data?.rows.slice(0, 8) ?? []);
  return (
    <>
      <SearchTrigger label={words("trigger")} onOpen={() => setOpen(true)} />
      <CommandPalette
        open={isOpen}
        onOpenChange={setOpen}
        query={query}
        onQueryChange={setQuery}
        isServerFiltered
        isLoading={found.isFetching}
        labels={{
          title: words("title"),
          placeholder: words("placeholder"),
          empty: words("empty"),
          loading: words("loading"),
        }}
        groups={[
          {
            id: "places",
            heading: words("places"),
            commands: places
              .filter((place) => place.label.toLowerCase().includes(text.toLowerCase()))
              .map((place) => ({ id: place.href, label: place.label, onSelect: go(place.href) })),
          },
          {
            id: "merchants",
            heading: words("merchants"),
            commands: merchants.map((merchant) => ({
              id: merchant.merchantId,
              label: merchant.tradeName,
              support: merchant.prefecture,
              onSelect: go(`/ops/merchants/${merchant.merchantId}`),
            })),
          },
        ].filter((group) => group.commands.length > 0)}
      />
    </>
  );
}
