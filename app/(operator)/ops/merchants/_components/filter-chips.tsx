import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { dayText } from "@/app/_components/directory/day-text";
import { useCategoryNames, usePrefectureNames } from "@/app/_components/directory/place-names";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { TextLink } from "@/app/_ui/text-link";
import type { DirectoryFilters } from "@/server/directory/schema";

type FilterName = keyof DirectoryFilters;
type FilterChipsProps = { filters: DirectoryFilters; count: { found: number; isMore: boolean } };

/** How many there are, and what narrows them; pressing a chip takes it off. */
export function FilterChips({ filters, count }: FilterChipsProps) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const chips = useChips(filters);
  const found = count.found.toLocaleString(locale);
  return (
    <div className="mb-3 flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1">
      <p role="status" className="tabular text-sm font-bold">
        {words(count.isMore ? "foundMore" : "found", { count: found })}
      </p>
      {chips.length === 0 ? null : (
        <ChipRow label={words("filters")}>
          {chips.map(({ id, text, removes }) => (
            <Chip
              key={id}
              active
              removeLabel={words("remove")}
              href={merchantsAddress({
                ...filters,
                ...Object.fromEntries(removes.map((name) => [name, undefined])),
              })}
            >
              {text}
            </Chip>
          ))}
          <TextLink href={merchantsAddress({})} className="inline-flex items-center text-sm">
            {words("clear")}
          </TextLink>
        </ChipRow>
      )}
    </div>
  );
}

type FilterChip = { id: string; text: string; removes: readonly FilterName[] };

function useChips(filters: DirectoryFilters): FilterChip[] {
  const words = useTranslations("directory");
  const locale = useLocale();
  const registration = useTranslations("directory.registration");
  const prefectures = usePrefectureNames();
  const categories = useCategoryNames();
  const chips: FilterChip[] = [];
  const add = (text: string | undefined, ...removes: FilterName[]) => {
    if (text !== undefined && text !== "") chips.push({ id: removes.join(" "), text, removes });
  };
  add(filters.text === undefined || filters.text === "" ? undefined : `「${filters.text}」`, "text");
  if (filters.state) add(words(`state.${filters.state}`), "state");
  if (filters.prefectureCode) {
    add(prefectures.get(filters.prefectureCode) ?? filters.prefectureCode, "prefectureCode");
  }
  if (filters.mcc) add(categories.get(filters.mcc) ?? filters.mcc, "mcc");
  if (filters.walletId || filters.registration) {
    const wallet = filters.walletId ?? words("anyWallet");
    const state = filters.registration ? registration(filters.registration) : words("column.wallets");
    add(words("registrationAt", { wallet, state }), "walletId", "registration");
  }
  if (filters.activity) add(words(`activity.${filters.activity}`), "activity");
  if (filters.approvedFromOn) {
    add(words("approvedFrom", { day: dayText(filters.approvedFromOn, locale) }), "approvedFromOn");
  }
  if (filters.approvedThroughOn) {
    add(words("approvedThrough", { day: dayText(filters.approvedThroughOn, locale) }), "approvedThroughOn");
  }
  return chips;
}
