"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NewRate } from "@/app/_components/settlement/new-rate";
import { StopPayouts } from "@/app/_components/settlement/stop-payouts";
import { useTRPC } from "@/app/_trpc/client";
import { PageHeader } from "@/app/_ui/page-header";
import { NewAdjustment } from "./new-adjustment";
import { NewVersion } from "./new-version";

type TermsTitleProps = { merchantId: string; mayPropose: boolean; mayHold: boolean };

/** Whose terms these are, and what can be proposed about them. */
export function TermsTitle({ merchantId, mayPropose, mayHold }: TermsTitleProps) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.terms.merchant.queryOptions({ merchantId }));
  const [newest] = data.versions;
  return (
    <>
      <PageHeader
        className="mb-4"
        title={words("title")}
        support={words("lead")}
        back={{ href: `/ops/merchants/${merchantId}`, label: data.merchantName }}
      />
      <div className="mb-6 flex flex-wrap gap-3">
        {mayPropose && newest ? (
          <NewVersion key={newest.version} merchantId={merchantId} newest={newest} today={data.today} />
        ) : null}
        {mayPropose ? <NewRate merchantId={merchantId} /> : null}
        {mayPropose ? <NewAdjustment merchantId={merchantId} groups={data.groups} /> : null}
        {mayHold ? data.groups.map((group) => <StopPayouts key={group.id} group={group} />) : null}
      </div>
    </>
  );
}
