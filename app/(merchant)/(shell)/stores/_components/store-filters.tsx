import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { Input } from "@/app/_ui/input";
import { TextLink } from "@/app/_ui/text-link";
import type { AreaRow } from "@/server/merchants/areas/queries";
import { hrefOf } from "../../../_components/query-text";

const OUT = "/api/imports/stores";

type StoreFiltersProps = {
  areas: readonly AreaRow[];
  areaId: string | undefined;
  text: string | undefined;
};

/** Finds a store among many: by its number or a part of its name, and by area. What is chosen lives in the address. */
export async function StoreFilters({ areas, areaId, text }: StoreFiltersProps) {
  const words = await getTranslations("merchant.stores");
  const common = await getTranslations("common");
  return (
    <div className="mb-5 grid gap-3">
      <form action="/stores" className="flex max-w-lg gap-3">
        {areaId === undefined ? null : <input type="hidden" name="area" value={areaId} />}
        <Input
          name="q"
          type="search"
          defaultValue={text ?? ""}
          aria-label={words("find")}
          placeholder={words("find")}
        />
        <Button type="submit" variant="secondary">
          {common("search")}
        </Button>
      </form>
      <p className="text-sm">
        {words("takeOut")}{" "}
        <TextLink href={hrefOf(OUT, { areaId, text })} prefetch={false} download>
          CSV (UTF-8)
        </TextLink>{" "}
        ·{" "}
        <TextLink href={hrefOf(OUT, { areaId, text, encoding: "cp932" })} prefetch={false} download>
          CSV (Shift_JIS)
        </TextLink>
      </p>
      {areas.length === 0 ? null : (
        <ChipRow label={words("areas")}>
          <Chip href={hrefOf("/stores", { q: text })} active={areaId === undefined}>
            {words("allAreas")}
          </Chip>
          {areas.map((area) => (
            <Chip
              key={area.areaId}
              href={hrefOf("/stores", { area: area.areaId, q: text })}
              active={area.areaId === areaId}
              count={area.stores.toLocaleString()}
            >
              {area.name}
            </Chip>
          ))}
        </ChipRow>
      )}
    </div>
  );
}
