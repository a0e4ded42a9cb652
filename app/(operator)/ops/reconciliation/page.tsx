import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { Balances } from "./_components/balances";
import { ReceivableDays } from "./_components/receivable-days";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("reconciliation.title") };
}

export default async function ReconciliationPage() {
  const words = await getTranslations("ops.reconciliation");
  if (!(await ownDesk()).may("reconciliation:read"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  const books = await (await caller()).directory.clearing();
  return (
    <>
      <PageHeader title={words("title")} support={words("support")} />
      <div className="grid grid-cols-1 gap-6">
        <Balances clearing={books.clearing} receivables={books.receivables} />
        <ReceivableDays days={books.days} wallets={books.receivables} />
      </div>
    </>
  );
}
