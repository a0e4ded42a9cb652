import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, load, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { addDays, jstDayStartMs, parseDay } from "@/server/kernel/calendar";
import { ExportJournal } from "./_components/export-journal";
import { Periods } from "./_components/periods";
import { TrialBalance } from "./_components/trial-balance";

type BooksProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("title") };
}

export default async function BooksPage({ searchParams }: BooksProps) {
  const words = await getTranslations("books");
  const desk = await ownDesk();
  if (!desk.may("ledger:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const { on } = await searchParams;
  const day = typeof on === "string" ? parseDay(on) : undefined;
  const atMs = day === undefined ? undefined : jstDayStartMs(addDays(day, 1));
  const [balance, periods] = await Promise.all([
    (await caller()).ledger.trialBalance({ atMs }),
    load(trpc.ledger.periods.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("support")} />
      <div className="grid grid-cols-1 gap-6">
        <TrialBalance balance={balance} on={day} />
        <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
          <ExportJournal month={periods.lastMonth} />
          <Periods mayLock={desk.may("ledger:lock")} />
        </div>
      </div>
    </HydrateClient>
  );
}
