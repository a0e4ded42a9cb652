import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { dayText } from "@/app/_components/directory/day-text";
import { useCategoryNames, usePrefectureNames } from "@/app/_components/directory/place-names";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { TextLink } from "@/app/_ui/text-link";
import type { DirectoryPage } from "@/server/directory/queries";
import type { DirectoryFilters } from "@/server/directory/schema";
import type { FilterChoices } from "./search-form";

type FilterName = keyof DirectoryFilters;
type FilterChipsProps = {
  filters: DirectoryFilters;
  page: Pick<DirectoryPage, "count" | "order">;
  choices: FilterChoices;
};

/** How many there are, and what narrows them; pressing a chip takes it off. */
export function FilterChips({ filters, page, choices }: FilterChipsProps) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const chips = useChips(filters, choices);
  const { count, order } = page;
  const found = count.found.toLocaleString(locale);
  return (
    <div className="mb-3 flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1">
      <p role="status" className="tabular text-sm font-bold">
        {words(count.isMore ? "foundMore" : "found", { count: found })}
        {filters.text && count.found > 1 ? (
          <span className="ml-2 font-normal text-muted">{words(`order.${order}`)}</span>
        ) : null}
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

function useChips(filters: DirectoryFilters, choices: FilterChoices): FilterChip[] {
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
    const name = prefectures.get(filters.prefectureCode) ?? filters.prefectureCode;
    // A municipality lies in its prefecture: without the one the other selects nothing.
    add(name, "prefectureCode", "municipalityCode");
  }
  const { municipalityCode, managerId } = filters;
  if (municipalityCode) {
    add(
      choices.municipalities.find(({ key }) => key === municipalityCode)?.name ?? municipalityCode,
      "municipalityCode",
    );
  }
  if (managerId) {
    const name = choices.managers.find(({ id }) => id === managerId)?.name;
    add(managerId === "none" ? words("more.noManager") : (name ?? managerId), "managerId");
  }
  add(choices.brands.find(({ id }) => id === filters.brandId)?.name ?? filters.brandId, "brandId");
  add(filters.tag, "tag");
  if (filters.risk) add(words("more.openRisk"), "risk");
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
