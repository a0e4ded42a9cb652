import { useTranslations } from "next-intl";
import { ShopperScreen, StatementScreen, TillScreen } from "./screens";

const POINTS = [
  ["poster", ShopperScreen],
  ["sound", TillScreen],
  ["ledger", StatementScreen],
] as const;

/** What changes at the till, as its three people see it: the shopper, the clerk, the owner. */
export function Points() {
  const words = useTranslations("publicPages.points");
  return (
    <div className="border-y border-line bg-surface">
      <ul className="mx-auto grid max-w-6xl gap-12 px-4 py-12 md:grid-cols-3 md:gap-8 md:py-20">
        {POINTS.map(([point, Screen]) => (
          <li key={point}>
            <div className="rounded bg-indigo-50 px-6 py-8">
              <Screen />
            </div>
            <h2 className="mt-6 text-xl">{words(`${point}.title`)}</h2>
            <p className="mt-1 text-muted">{words(`${point}.body`)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
