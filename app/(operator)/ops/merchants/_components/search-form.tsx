import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCategoryNames, usePrefectureNames } from "@/app/_components/directory/place-names";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { CONTROL_STYLES } from "@/app/_ui/control-styles";
import { Select, type SelectOption } from "@/app/_ui/select";
import { ACTIVITY_FILTERS } from "@/server/directory/rules";
import type { DirectoryFilters } from "@/server/directory/schema";
import { MERCHANT_STATES } from "@/server/merchants/rules";
import { REGISTRATION_STATES } from "@/server/registration/rules";
import { SEARCH_ID } from "./search-id";

export type FilterChoices = {
  readonly managers: readonly { readonly id: string; readonly name: string }[];
  readonly brands: readonly { readonly id: string; readonly name: string }[];
  readonly tags: readonly string[];
  readonly wallets: readonly { readonly id: string; readonly name: string }[];
  /** Of the prefecture that is chosen. */
  readonly municipalities: readonly { readonly key: string; readonly name: string }[];
};

type SearchFormProps = { filters: DirectoryFilters; choices: FilterChoices };

const SECOND = [
  "municipalityCode",
  "brandId",
  "activity",
  "managerId",
  "walletId",
  "registration",
  "tag",
  "risk",
  "approvedFromOn",
  "approvedThroughOn",
] as const;

/** One field for everything one may know of a shop. A plain form: it works before any script does. */
export function SearchForm({ filters, choices }: SearchFormProps) {
  const words = useTranslations("directory");
  const prefectures = [...usePrefectureNames()].map(([value, label]) => ({ value, label }));
  const categories = [...useCategoryNames()].map(([value, label]) => ({ value, label }));
  const states = MERCHANT_STATES.map((value) => ({ value, label: words(`state.${value}`) }));
  const select = (name: keyof DirectoryFilters, label: string, prompt: string, options: SelectOption[]) => (
    <Select
      dense
      name={name}
      aria-label={label}
      defaultValue={filters[name] ?? ""}
      prompt={prompt}
      options={options}
    />
  );
  return (
    <form action="/ops/merchants" className="mb-3">
      <label htmlFor={SEARCH_ID} className="text-sm font-bold">
        {words("searchLabel")}
      </label>
      <p id="merchant-text-support" className="text-sm text-muted">
        {words("searchExample")}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <input
          id={SEARCH_ID}
          name="text"
          type="search"
          maxLength={100}
          defaultValue={filters.text}
          aria-describedby="merchant-text-support"
          autoComplete="off"
          className={cn(CONTROL_STYLES, "h-9 max-w-md min-w-56 flex-1 text-sm pointer-coarse:h-11")}
        />
        {select("state", words("column.state"), words("anyState"), states)}
        {select("prefectureCode", words("column.place"), words("anyPrefecture"), prefectures)}
        {select("mcc", words("column.category"), words("anyCategory"), categories)}
        <Button type="submit" size="sm" className="h-9">
          <Search aria-hidden />
          {words("narrow")}
        </Button>
      </div>
      <MoreFilters filters={filters} choices={choices} select={select} />
    </form>
  );
}

type MoreProps = SearchFormProps & {
  select: (
    name: keyof DirectoryFilters,
    label: string,
    prompt: string,
    options: SelectOption[],
  ) => React.ReactNode;
};

/** What is asked less often; open when any of it is in use. */
function MoreFilters({ filters, choices, select }: MoreProps) {
  const words = useTranslations("directory");
  const { managers, brands, tags, wallets, municipalities } = choices;
  const date = (name: "approvedFromOn" | "approvedThroughOn") => (
    <label className="flex items-center gap-2 text-sm">
      {words(`more.${name}`)}
      <input
        type="date"
        name={name}
        defaultValue={filters[name]}
        className={cn(CONTROL_STYLES, "h-9 w-auto text-sm pointer-coarse:h-11")}
      />
    </label>
  );
  return (
    <details className="mt-1" open={SECOND.some((name) => filters[name] !== undefined)}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm text-indigo-600 underline underline-offset-4">
        {words("more.title")}
      </summary>
      <div className="mt-1 flex flex-wrap gap-2">
        {municipalities.length === 0
          ? null
          : select(
              "municipalityCode",
              words("more.municipality"),
              words("more.anyMunicipality"),
              municipalities.map(({ key, name }) => ({ value: key, label: name })),
            )}
        {select(
          "activity",
          words("more.activity"),
          words("more.anyActivity"),
          ACTIVITY_FILTERS.map((value) => ({ value, label: words(`activity.${value}`) })),
        )}
        {brands.length === 0
          ? null
          : select(
              "brandId",
              words("more.chain"),
              words("more.anyChain"),
              brands.map(({ id, name }) => ({ value: id, label: name })),
            )}
        {select("managerId", words("column.manager"), words("more.anyManager"), [
          { value: "none", label: words("more.noManager") },
          ...managers.map(({ id, name }) => ({ value: id, label: name })),
        ])}
        {select(
          "walletId",
          words("column.wallets"),
          words("anyWallet"),
          wallets.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {select(
          "registration",
          words("more.registration"),
          words("more.anyRegistration"),
          REGISTRATION_STATES.map((value) => ({ value, label: words(`registration.${value}`) })),
        )}
        {select("risk", words("more.risk"), words("more.anyRisk"), [
          { value: "open", label: words("more.openRisk") },
        ])}
        {tags.length === 0
          ? null
          : select(
              "tag",
              words("more.tag"),
              words("more.anyTag"),
              tags.map((value) => ({ value, label: value })),
            )}
        {date("approvedFromOn")}
        {date("approvedThroughOn")}
      </div>
    </details>
  );
}
