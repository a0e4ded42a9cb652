import japan from "@svg-maps/japan";
import { useLocale } from "next-intl";
import { z } from "zod";
import { merchantsAddress } from "@/app/_components/directory/address";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { PREFECTURES } from "@/server/merchants/categories.data";

// The package names a type that it does not bring.
const MAP = z
  .object({ viewBox: z.string(), locations: z.array(z.object({ id: z.string(), path: z.string() })) })
  .parse(japan);
const CODES = new Map<string, string>(PREFECTURES.map(({ code, latin }) => [latin.toLowerCase(), code]));
const FAINTEST = 0.08;

/**
 * Prefectures the darker the more merchants they have, by the square root, so that Tokyo leaves the others a shade.
 * Each opens its list; keyboards and screen readers have the table beside it.
 */
export function JapanMap({ counts }: { counts: ReadonlyMap<string, number> }) {
  const names = usePrefectureNames();
  const locale = useLocale();
  const most = Math.max(1, ...counts.values());
  return (
    <svg aria-hidden="true" viewBox={MAP.viewBox} className="mx-auto max-h-128 w-full">
      {MAP.locations.map(({ id, path }) => {
        const code = CODES.get(id) ?? "";
        const count = counts.get(code) ?? 0;
        const shade = count === 0 ? 0 : FAINTEST + (1 - FAINTEST) * Math.sqrt(count / most);
        return (
          <a key={id} href={merchantsAddress({ prefectureCode: code })} tabIndex={-1}>
            <title>{`${names.get(code) ?? id} ${count.toLocaleString(locale)}`}</title>
            <path
              d={path}
              fillOpacity={shade}
              className="fill-indigo-600 stroke-edge stroke-[0.6] hover:stroke-ink hover:stroke-2"
            />
          </a>
        );
      })}
    </svg>
  );
}
