"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PayDays } from "@/app/_components/settlement/pay-days";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";

/** When a merchant's coming periods close and are paid. */
export function Schedule({ merchantId }: { merchantId: string }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.calendar.schedule.queryOptions({ merchantId }));
  return (
    <Card>
      <CardHeader title={words("schedule")} />
      <CardBody>
        <PayDays
          periods={data.periods}
          words={{
            label: words("schedule"),
            closes: words("closes"),
            pays: words("pays"),
            provisional: words("provisional"),
          }}
        />
      </CardBody>
    </Card>
  );
}
