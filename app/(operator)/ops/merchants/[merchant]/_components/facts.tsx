"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import type { AccountLabel } from "@/server/merchants/bank-accounts/queries";
import { DisputeHold } from "./dispute-hold";

const FACTS = [
  "id",
  "legalName",
  "legalNameKana",
  "entityType",
  "corporateNumber",
  "invoiceNumber",
  "phone",
  "email",
  "address",
  "category",
  "approvedOn",
  "rate",
  "payoutDays",
  "disputeHold",
  "account",
] as const;
type FactName = (typeof FACTS)[number];

/** What the contract says of the merchant. Account numbers are shown by their last digits alone. */
export function Facts({ merchantId, mayHold }: { merchantId: string; mayHold: boolean }) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.merchant.queryOptions({ merchantId }));
  const { merchant, contract, payoutGroups } = data;
  const { approvedAt } = merchant;
  const categories = useCategoryNames();
  const none = words("fact.none");
  const kind = merchant.entityType === "company" ? "company" : "sole_proprietor";
  const rate = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const facts: Record<FactName, ReactNode> = {
    id: <span className="font-mono text-sm">{merchant.id}</span>,
    legalName: merchant.legalName,
    legalNameKana: merchant.legalNameKana,
    entityType: words(`fact.${kind}`),
    corporateNumber: merchant.corporateNumber ?? none,
    invoiceNumber: merchant.invoiceRegistrationNumber ?? none,
    phone: merchant.phone,
    email: merchant.contactEmail,
    address: addressOf(merchant),
    category: categories.get(merchant.mcc) ?? merchant.mcc,
    approvedOn: approvedAt === null ? none : <DateTime value={approvedAt} locale={locale} show="dated" />,
    rate: (
      <TextLink href={`/ops/merchants/${merchant.id}/terms`}>
        {rate.format(contract.feeBasisPoints / 10_000)}
      </TextLink>
    ),
    payoutDays: words("fact.payoutDaysValue", { days: contract.payoutOffsetBankDays }),
    disputeHold: (
      <DisputeHold merchantId={merchantId} holds={contract.holdsForDisputes} mayChange={mayHold} />
    ),
    account: <Accounts groups={payoutGroups} none={none} />,
  };
  return (
    <Card>
      <CardHeader title={words("facts")} />
      <CardBody className="pt-2">
        <DataList stacked rows={FACTS.map((id) => ({ id, label: words(`fact.${id}`), value: facts[id] }))} />
      </CardBody>
    </Card>
  );
}

type Address = { postalCode: string; prefecture: string; city: string; addressLine: string };

function addressOf({ postalCode, prefecture, city, addressLine }: Address): string {
  return `〒${postalCode.slice(0, 3)}-${postalCode.slice(3)} ${prefecture}${city}${addressLine}`;
}

type Groups = readonly { id: string; account: AccountLabel | null }[];

function Accounts({ groups, none }: { groups: Groups; none: string }) {
  return (
    <ul>
      {groups.map(({ id, account }) => (
        <li key={id}>
          {account === null
            ? none
            : `${account.bankName ?? account.bankCode} ${account.branchName ?? account.branchCode} ****${account.lastDigits}`}
        </li>
      ))}
    </ul>
  );
}
