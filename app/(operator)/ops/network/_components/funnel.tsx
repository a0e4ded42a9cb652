import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import type { getNetwork } from "@/server/directory/network/queries";
import { APPLICATION_STATES } from "@/server/onboarding/rules";

type FunnelProps = { funnel: Awaited<ReturnType<typeof getNetwork>>["funnel"] };

/** From the first saved word of an application to the first payment. */
export function Funnel({ funnel }: FunnelProps) {
  const words = useTranslations("directory.network");
  const states = useTranslations("review.state");
  const locale = useLocale();
  const number = (value: number) => value.toLocaleString(locale);
  const begun = funnel.applications.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <CardHeader title={words("funnel")} />
      <CardBody className="pt-2">
        <DataList
          figures
          rows={[
            { id: "begun", label: words("started"), value: number(begun), href: "/ops/review" },
            ...funnel.applications.flatMap(({ state, count }) => {
              const known = APPLICATION_STATES.find((one) => one === state);
              return known === undefined
                ? []
                : [{ id: state, label: `— ${states(known)}`, value: number(count), href: "/ops/review" }];
            }),
            {
              id: "approvedMerchants",
              label: words("approved"),
              value: number(funnel.approved),
              href: merchantsAddress({}),
            },
            {
              id: "paid",
              label: words("paid"),
              value: number(funnel.paid),
              href: merchantsAddress({ activity: "paid" }),
            },
            {
              id: "unpaid",
              label: words("unpaid"),
              value: number(funnel.unpaid),
              href: merchantsAddress({ activity: "unpaid" }),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
