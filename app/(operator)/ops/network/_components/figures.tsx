import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { dayText } from "@/app/_components/directory/day-text";
import { Card, CardBody } from "@/app/_ui/card";
import { Stat } from "@/app/_ui/stat";
import { TextLink } from "@/app/_ui/text-link";
import type { Network } from "@/server/directory/network/queries";
import { yenText } from "./yen-text";

/** Where the network is, and where the line says it should be. */
export function Figures({ network }: { network: Network }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const { target, all, growth, forecast } = network;
  const number = (value: number) => value.toLocaleString(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const week = growth.at(-1);
  const shops = week?.shops ?? 0;
  const last = forecast.weeks.at(-1);
  const link = (text: string, filters: Parameters<typeof merchantsAddress>[0]) => (
    <TextLink href={merchantsAddress(filters)}>{text}</TextLink>
  );
  return (
    <Card>
      <CardBody className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-6">
        <Stat
          label={words("shops")}
          value={link(number(shops), {})}
          support={words("ofTarget", {
            target: number(target.todayShops),
            difference: signed.format(shops - target.todayShops),
          })}
        />
        <Stat
          label={words("forecast")}
          value={last === undefined ? "–" : number(last.expected)}
          support={
            last === undefined
              ? undefined
              : words("forecastRange", {
                  day: dayText(target.endOn, locale),
                  low: number(last.low),
                  high: number(last.high),
                })
          }
        />
        <Stat
          label={words("joined")}
          value={link(number(week?.joined ?? 0), { approvedFromOn: week?.fromOn })}
          support={words("needed", {
            needed: number(forecast.neededWeekly),
            recent: number(forecast.recentWeekly),
          })}
        />
        <Stat
          label={words("active")}
          value={link(number(all.active), { state: "active" })}
          support={words("storesOf", { count: all.stores })}
        />
        <Stat
          label={words("paid")}
          value={link(number(all.paid), { activity: "paid" })}
          support={words("dormantOf", { dormant: number(all.dormant), never: number(all.never) })}
        />
        <Stat
          label={words("sales30")}
          value={yenText(BigInt(all.amountMinor), locale)}
          support={words("paymentsOf", { count: all.payments })}
        />
      </CardBody>
    </Card>
  );
}
