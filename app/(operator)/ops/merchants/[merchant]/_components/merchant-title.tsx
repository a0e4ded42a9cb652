"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { MerchantBadge } from "@/app/_components/directory/merchant-badge";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { PageHeader } from "@/app/_ui/page-header";
import { MerchantStanding } from "./standing";
import { StartViewing } from "./start-viewing";

type MerchantTitleProps = { merchantId: string; maySuspend: boolean; mayView: boolean };

/** Whose page it is, whether it may take payments, and the one decision about that. */
export function MerchantTitle({ merchantId, maySuspend, mayView }: MerchantTitleProps) {
  const words = useTranslations("directory");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.merchant.queryOptions({ merchantId }));
  const { merchant } = data;
  const canAct = maySuspend && merchant.state !== "terminated";
  return (
    <>
      <PageHeader
        title={merchant.tradeName}
        support={<MerchantBadge state={merchant.state} />}
        back={{ href: "/ops/merchants", label: words("back") }}
        action={
          <>
            {mayView ? <StartViewing merchantId={merchantId} name={merchant.tradeName} /> : null}
            {canAct ? <MerchantStanding merchantId={merchantId} state={merchant.state} /> : null}
          </>
        }
      />
      {merchant.terminatedReason === null ? null : (
        <Alert
          tone="info"
          className="mb-6"
          what={words("standing.terminatedBecause", { reason: merchant.terminatedReason })}
          todo={words(merchant.finalBalance === "withhold" ? "standing.finalWithheld" : "standing.finalPaid")}
        />
      )}
      {merchant.suspendedReason === null ? null : (
        <Alert
          tone="attention"
          className="mb-6"
          what={words("suspendedBecause", { reason: merchant.suspendedReason })}
        />
      )}
    </>
  );
}
