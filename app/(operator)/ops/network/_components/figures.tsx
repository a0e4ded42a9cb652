import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { dayText } from "@/app/_components/directory/day-text";
import { Card, CardBody } from "@/app/_ui/card";
import { Stat } from "@/app/_ui/stat";
import { TextLink } from "@/app/_ui/text-link";
import type { getNetwork } from "@/server/directory/network/queries";

type Network = Awaited<ReturnType<typeof getNetwork>>;

/** Where the network is, and where the line says it should be. */
export function Figures({ network }: { network: Network }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const { target, active, states, growth } = network;
  const number = (value: number) => value.toLocaleString(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const week = growth.at(-1);
  const link = (text: string, filters: Parameters<typeof merchantsAddress>[0]) => (
    <TextLink href={merchantsAddress(filters)}>{text}</TextLink>
  );
  return (
    <Card>
      <CardBody className="grid gap-6 md:grid-cols-3">
        <Stat
          label={words("active")}
          value={link(number(active), { state: "active" })}
          support={words("ofTarget", {
            target: number(target.todayShops),
            difference: signed.format(active - target.todayShops),
          })}
        />
        <Stat
          label={words("joined")}
          value={link(number(week?.joined ?? 0), { approvedFromOn: week?.fromOn })}
          support={words("end", { day: dayText(target.endOn, locale), target: number(target.endShops) })}
        />
        <Stat
          label={words("suspended")}
          value={link(number(states.suspended ?? 0), { state: "suspended" })}
        />
      </CardBody>
    </Card>
  );
}
