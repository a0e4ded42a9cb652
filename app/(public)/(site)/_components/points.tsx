import { useTranslations } from "next-intl";
import { Illustration, type IllustrationName } from "@/app/_ui/illustration";

const POINTS = [
  ["poster", "sheet"],
  ["sound", "tray"],
  ["ledger", "purse"],
] as const satisfies readonly (readonly [string, IllustrationName])[];

/** What changes at the till. */
export function Points() {
  const words = useTranslations("publicPages.points");
  return (
    <div className="border-y border-line bg-surface">
      <ul className="mx-auto grid max-w-6xl gap-8 px-4 py-10 md:grid-cols-3 md:py-14">
        {POINTS.map(([point, picture]) => (
          <li key={point} className="flex gap-4 md:flex-col">
            <Illustration name={picture} className="w-20 shrink-0 self-start md:w-28" />
            <div>
              <h2 className="text-lg">{words(`${point}.title`)}</h2>
              <p className="mt-1 text-muted">{words(`${point}.body`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
