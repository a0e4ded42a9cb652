import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCategoryNames, usePrefectureNames } from "@/app/_components/directory/place-names";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { CONTROL_STYLES } from "@/app/_ui/control-styles";
import { Select } from "@/app/_ui/select";
import type { DirectoryFilters } from "@/server/directory/schema";
import { MERCHANT_STATES } from "@/server/merchants/rules";

const KEPT = ["walletId", "registration", "activity", "approvedFromOn", "approvedThroughOn"] as const;

/** One field for everything one may know of a shop. A plain form: it works before any script does. */
export function SearchForm({ filters }: { filters: DirectoryFilters }) {
  const words = useTranslations("directory");
  const prefectures = [...usePrefectureNames()].map(([value, label]) => ({ value, label }));
  const categories = [...useCategoryNames()].map(([value, label]) => ({ value, label }));
  const states = MERCHANT_STATES.map((value) => ({ value, label: words(`state.${value}`) }));
  return (
    <form action="/ops/merchants" className="mb-3">
      <label htmlFor="merchant-text" className="text-sm font-bold">
        {words("searchLabel")}
      </label>
      <p id="merchant-text-support" className="text-sm text-muted">
        {words("searchExample")}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <input
          id="merchant-text"
          name="text"
          type="search"
          maxLength={100}
          defaultValue={filters.text}
          aria-describedby="merchant-text-support"
          autoComplete="off"
          className={cn(CONTROL_STYLES, "h-9 max-w-md min-w-56 flex-1 text-sm pointer-coarse:h-11")}
        />
        <Select
          dense
          name="state"
          aria-label={words("column.state")}
          defaultValue={filters.state ?? ""}
          prompt={words("anyState")}
          options={states}
        />
        <Select
          dense
          name="prefectureCode"
          aria-label={words("column.place")}
          defaultValue={filters.prefectureCode ?? ""}
          prompt={words("anyPrefecture")}
          options={prefectures}
        />
        <Select
          dense
          name="mcc"
          aria-label={words("column.category")}
          defaultValue={filters.mcc ?? ""}
          prompt={words("anyCategory")}
          options={categories}
        />
        {KEPT.map((name) =>
          filters[name] === undefined ? null : (
            <input key={name} type="hidden" name={name} value={filters[name]} />
          ),
        )}
        <Button type="submit" size="sm" className="h-9">
          <Search aria-hidden />
          {words("narrow")}
        </Button>
      </div>
    </form>
  );
}
