"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ChangeDialog } from "@/app/_components/merchants/change-dialog";
import { ListDialog, restOf } from "@/app/_components/merchants/list-dialog";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { TextLink } from "@/app/_ui/text-link";
import { useToast } from "@/app/_ui/toast";
import type { GroupRow } from "@/server/merchants/payout-groups/queries";
import { NameForm } from "../../_components/name-form";

/** Every payout group with its account, and the stores and areas that are paid to it. */
export function GroupList({ mayManage }: { mayManage: boolean }) {
  const words = useTranslations("chain.groups");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.payoutGroups.list.queryOptions());
  if (data.length === 0) return <p className="text-muted">{words("none")}</p>;
  return (
    <ul className="grid gap-5 lg:grid-cols-2">
      {data.map((group) => (
        <li key={group.id}>
          <GroupCard group={group} mayManage={mayManage} />
        </li>
      ))}
    </ul>
  );
}

function GroupCard({ group, mayManage }: { group: GroupRow; mayManage: boolean }) {
  const words = useTranslations("chain.groups");
  const { list } = useFormatter();
  const rows = [
    {
      id: "account",
      label: words("account"),
      value: group.account === null ? words("noAccount") : <AccountLine account={group.account} />,
    },
    { id: "stores", label: words("stores"), value: words("storeCount", { count: group.stores }) },
    {
      id: "areas",
      label: words("areas"),
      value: group.areas.length === 0 ? words("noAreas") : list(group.areas),
    },
  ];
  return (
    <Card className="h-full">
      <CardHeader title={group.name} support={group.isFirst ? words("first") : undefined} />
      <CardBody>
        <DataList stacked rows={rows} />
      </CardBody>
      {mayManage ? (
        <CardFooter className="flex-wrap gap-2">
          <TextLink href="/settings/changes">{words("register")}</TextLink>
          <PayStores group={group} />
          <Rename group={group} />
        </CardFooter>
      ) : null}
    </Card>
  );
}

function PayStores({ group }: { group: GroupRow }) {
  const words = useTranslations("chain.groups");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const pay = useMutation(trpc.payoutGroups.payStores.mutationOptions());
  const rest = restOf(pay.data?.unknown ?? []);
  return (
    <ListDialog
      action={words("pay")}
      target={group.name}
      label={words("payList")}
      isPending={pay.isPending}
      onSend={(list, clear) =>
        pay.mutate(
          { payoutGroupId: group.id, list },
          {
            onSuccess: async () => {
              await queries.invalidateQueries(trpc.payoutGroups.pathFilter());
              clear();
            },
          },
        )
      }
      result={
        pay.data && {
          text: words("moved", { count: pay.data.moved }),
          rest: rest && words("unknown", { lines: rest }),
        }
      }
      error={pay.error}
      failed={words("failed")}
    />
  );
}

function Rename({ group }: { group: GroupRow }) {
  const words = useTranslations("chain.groups");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setOpen] = useState(false);
  const rename = useMutation(
    trpc.payoutGroups.rename.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await queries.invalidateQueries(trpc.payoutGroups.pathFilter());
        await queries.invalidateQueries(trpc.areas.pathFilter());
        show({ tone: "good", title: words("saved") });
      },
    }),
  );
  return (
    <ChangeDialog action={words("rename")} open={isOpen} onOpenChange={setOpen} title={group.name}>
      <NameForm
        label={words("name")}
        action={words("rename")}
        failed={words("failed")}
        name={group.name}
        isPending={rename.isPending}
        error={rename.error}
        onSend={(name) => rename.mutate({ payoutGroupId: group.id, name })}
      />
    </ChangeDialog>
  );
}
