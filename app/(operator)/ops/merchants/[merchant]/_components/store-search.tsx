import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { CONTROL_STYLES } from "@/app/_ui/control-styles";
import { TextLink } from "@/app/_ui/text-link";

type StoreSearchProps = {
  /** The address of all stores. */
  all: string;
  text: string | undefined;
};

/** Finds a store among those of one merchant; what is sought lives in the address. A plain form, as the list has one. */
export function StoreSearch({ all, text }: StoreSearchProps) {
  const words = useTranslations("directory");
  return (
    <form action={all} className="mb-3">
      <label htmlFor="store-text" className="text-sm font-bold">
        {words("storeSearch.label")}
      </label>
      <p id="store-text-support" className="text-sm text-muted">
        {words("storeSearch.support")}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <input
          key={text}
          id="store-text"
          name="text"
          type="search"
          maxLength={100}
          defaultValue={text}
          aria-describedby="store-text-support"
          autoComplete="off"
          className={cn(CONTROL_STYLES, "h-9 max-w-md min-w-56 flex-1 text-sm pointer-coarse:h-11")}
        />
        <Button type="submit" size="sm" className="h-9">
          <Search aria-hidden />
          {words("narrow")}
        </Button>
        {text === undefined ? null : <TextLink href={all}>{words("storeSearch.all")}</TextLink>}
      </div>
    </form>
  );
}
