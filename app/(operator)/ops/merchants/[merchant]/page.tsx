import type { Metadata } from "next";
import { HydrateClient, load, prefetch, trpc } from "@/app/_trpc/server";
import { merchantStoresInput } from "@/server/directory/schema";
import { ownDesk } from "../../../_components/own-desk";
import { Facts } from "./_components/facts";
import { Happenings } from "./_components/happenings";
import { MerchantTitle } from "./_components/merchant-title";
import { Payments } from "./_components/payments";
import { Records } from "./_components/records";
import { Rhythms } from "./_components/rhythms";
import { Statements } from "./_components/statements";
import { Stores } from "./_components/stores";

type MerchantProps = {
  params: Promise<{ merchant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: MerchantProps): Promise<Metadata> {
  const { merchant: merchantId } = await params;
  return { title: (await load(trpc.directory.merchant.queryOptions({ merchantId }))).merchant.tradeName };
}

export default async function MerchantPage({ params, searchParams }: MerchantProps) {
  const [{ merchant: merchantId }, query, { may }] = await Promise.all([params, searchParams, ownDesk()]);
  const page = merchantStoresInput.pick({ afterId: true, text: true }).safeParse(query).data;
  await load(trpc.directory.merchant.queryOptions({ merchantId }));
  await Promise.all([
    prefetch(trpc.directory.stores.queryOptions({ merchantId, ...page })),
    prefetch(trpc.directory.rhythms.queryOptions({ merchantId })),
    prefetch(trpc.directory.payments.queryOptions({ merchantId })),
    may("settlement:read") ? prefetch(trpc.directory.statements.queryOptions({ merchantId })) : null,
    may("audit:read") ? prefetch(trpc.audit.list.queryOptions({ tenantId: merchantId, limit: 10 })) : null,
  ]);
  return (
    <HydrateClient>
      <MerchantTitle
        merchantId={merchantId}
        maySuspend={may("merchant:suspend")}
        mayView={may("support:view")}
      />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[15rem_minmax(0,1fr)]">
        <Facts merchantId={merchantId} mayHold={may("merchant:hold_payouts")} />
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <Stores
            merchantId={merchantId}
            page={page}
            maySuspend={may("merchant:suspend")}
            mayCorrect={may("registration:correct")}
          />
          <Rhythms merchantId={merchantId} />
          <Payments merchantId={merchantId} />
          {may("settlement:read") ? <Statements merchantId={merchantId} /> : null}
          <Happenings merchantId={merchantId} />
          {may("audit:read") ? <Records merchantId={merchantId} /> : null}
        </div>
      </div>
    </HydrateClient>
  );
}
