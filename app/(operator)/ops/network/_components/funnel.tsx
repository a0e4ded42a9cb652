import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { TextLink } from "@/app/_ui/text-link";
import type { FunnelStep } from "@/server/directory/network/figures/rules";
import type { Network } from "@/server/directory/network/queries";
import { ChartExport } from "./chart-export";

/** The list behind each step; visits have none. */
const LISTS: Record<FunnelStep, string | null> = {
  visited: null,
  started: "/ops/review",
  submitted: "/ops/review",
  approved: merchantsAddress({}),
  registered: merchantsAddress({ activity: "unpaid" }),
  paid: merchantsAddress({ activity: "paid" }),
};

/**
 * From a visit to the first payment within ninety days: how many came to each step, how many wait there, how long, and
 * where most are lost on the way.
 */
export function Funnel({ funnel }: { funnel: Network["funnel"] }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const number = (value: number) => value.toLocaleString(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const days = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const most = Math.max(1, ...funnel.map(({ reached }) => reached));
  const kept = funnel.map(({ reached }, at) => {
    const before = funnel[at - 1]?.reached ?? 0;
    return at === 0 || before === 0 || before < reached ? null : reached / before;
  });
  const leak = Math.min(...kept.map((share) => share ?? 1));
  return (
    <Card id="funnel">
      <CardHeader
        title={words("funnel")}
        support={words("funnelSupport")}
        action={<ChartExport of="funnel" picture={false} />}
      />
      <CardBody>
        <ol className="grid gap-3">
          {funnel.map(({ step, reached, waiting, medianDays, oldestDays }, at) => {
            const share = kept[at] ?? null;
            const href = LISTS[step];
            const isLeak = share !== null && share === leak && leak < 1;
            return (
              <li key={step} className="text-sm">
                <div className="flex items-baseline justify-between gap-4">
                  <span className="font-bold">{words(`steps.${step}`)}</span>
                  <span className="tabular text-lg font-bold">
                    {href === null ? number(reached) : <TextLink href={href}>{number(reached)}</TextLink>}
                  </span>
                </div>
                <div className="mt-1 h-2 rounded-full bg-paper">
                  <div
                    className={isLeak ? "h-2 rounded-full bg-vermilion" : "h-2 rounded-full bg-indigo-600"}
                    style={{ width: `${(100 * reached) / most}%` }}
                  />
                </div>
                <p className="tabular mt-1 flex flex-wrap justify-between gap-x-4 text-muted">
                  <span>
                    {waiting === 0
                      ? null
                      : words("waiting", {
                          count: number(waiting),
                          median: days.format(medianDays ?? 0),
                          oldest: days.format(oldestDays ?? 0),
                        })}
                  </span>
                  <span className={isLeak ? "font-bold text-vermilion-700" : undefined}>
                    {share === null
                      ? null
                      : words(isLeak ? "leak" : "kept", { share: percent.format(share) })}
                  </span>
                </p>
              </li>
            );
          })}
        </ol>
      </CardBody>
    </Card>
  );
}
