import japan from "@svg-maps/japan";
import { z } from "zod";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { PREFECTURES } from "@/server/merchants/categories.data";

// The package names a type that it does not bring.
const MAP = z
  .object({ viewBox: z.string(), locations: z.array(z.object({ id: z.string(), path: z.string() })) })
  .parse(japan);
const CODES = new Map<string, string>(PREFECTURES.map(({ code, latin }) => [latin.toLowerCase(), code]));
const FAINTEST = 0.08;

type JapanMapProps = {
  values: ReadonlyMap<string, number>;
  /** What is said of a prefecture under the pointer. */
  text: (code: string) => string;
  /** Where a press on it leads. */
  hrefOf: (code: string) => string;
};

/**
 * Prefectures the darker the more they have, by the square root, so that Tokyo leaves the others a shade. Each opens
 * its municipalities; keyboards and screen readers have the table beside it.
 */
export function JapanMap({ values, text, hrefOf }: JapanMapProps) {
  const names = usePrefectureNames();
  const most = Math.max(1e-9, ...values.values());
  return (
    <svg aria-hidden="true" viewBox={MAP.viewBox} className="mx-auto max-h-128 w-full">
      {MAP.locations.map(({ id, path }) => {
        const code = CODES.get(id) ?? "";
        const value = values.get(code) ?? 0;
        const shade = value === 0 ? 0 : FAINTEST + (1 - FAINTEST) * Math.sqrt(value / most);
        return (
          <a key={id} href={hrefOf(code)} tabIndex={-1}>
            <title>{`${names.get(code) ?? id} ${text(code)}`}</title>
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
