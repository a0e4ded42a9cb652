"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { TextLink } from "@/app/_ui/text-link";
import type { AreaRow } from "@/server/merchants/areas/queries";
import { ChangeArea } from "./change-area";
import { MoveStores } from "./move-stores";
import { useInherited } from "./use-inherited";

/** Every area with its stores, who looks after it, and what it does otherwise than the merchant. */
export function AreaList({ mayManage, mayAssign }: { mayManage: boolean; mayAssign: boolean }) {
  const words = useTranslations("merchant.area");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.areas.list.queryOptions());
  if (data.length === 0) return <p className="text-muted">{words("none")}</p>;
  return (
    <ul className="grid gap-5 lg:grid-cols-2">
      {data.map((area) => (
        <li key={area.areaId}>
          <AreaCard area={area} mayManage={mayManage} mayAssign={mayAssign} />
        </li>
      ))}
    </ul>
  );
}

type AreaCardProps = { area: AreaRow; mayManage: boolean; mayAssign: boolean };

function AreaCard({ area, mayManage, mayAssign }: AreaCardProps) {
  const words = useTranslations("merchant.area");
  const from = useTranslations("chain.from");
  const { list } = useFormatter();
  const { paper, language } = useInherited();
  const trpc = useTRPC();
  const { data: groups } = useSuspenseQuery(trpc.areas.payoutGroups.queryOptions());
  const group = groups.find(({ id }) => id === area.payoutGroupId) ?? groups[0];
  const managers = list(area.managers.map(({ name }) => name));
  return (
    <Card className="h-full">
      <CardHeader title={area.name} support={words("stores", { count: area.stores })} />
      <CardBody>
        <DataList
          stacked
          rows={[
            {
              id: "managers",
              label: words("managers"),
              value: managers === "" ? words("noManagers") : managers,
            },
            {
              id: "payoutGroup",
              label: words("payoutGroup"),
              value: from("of", {
                value: group?.name ?? "",
                from: from(area.payoutGroupId === null ? "merchant" : "area"),
              }),
            },
            {
              id: "posterFormat",
              label: words("posterFormat"),
              value: paper(area),
            },
            { id: "language", label: words("language"), value: language(area) },
          ]}
        />
      </CardBody>
      <CardFooter className="flex-wrap gap-2">
        <TextLink href={`/stores?area=${area.areaId}`}>{words("see")}</TextLink>
        {mayManage ? (
          <>
            <MoveStores areaId={area.areaId} name={area.name} />
            <ChangeArea area={area} mayAssign={mayAssign} />
          </>
        ) : null}
      </CardFooter>
    </Card>
  );
}
