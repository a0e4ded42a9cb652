import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { Alert } from "@/app/_ui/alert";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { monthEnd, toDay } from "@/server/kernel/calendar";
import { accountStatementInput } from "@/server/ledger/schema";
import { AccountForm } from "./_components/account-form";
import { AccountLines } from "./_components/account-lines";

type AccountProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("account.title") };
}

export default async function AccountPage({ searchParams }: AccountProps) {
  const words = await getTranslations("books");
  if (!(await ownDesk()).may("ledger:read"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  const given = await searchParams;
  const api = await caller();
  const { thisMonth } = await api.ledger.periods();
  const fromOn = `${thisMonth}-01`;
  const typed = { account: "acquirer:bank", fromOn, throughOn: monthEnd(toDay(fromOn)), ...given };
  const after =
    typeof given.entry === "string" ? { entryId: given.entry, seq: Number(given.seq ?? "-1") } : undefined;
  const asked = accountStatementInput.safeParse({ ...typed, after });
  return (
    <>
      <PageHeader title={words("account.title")} support={words("account.support")} />
      <p className="mb-4">
        <TextLink href="/ops/books">{words("account.back")}</TextLink>
      </p>
      <div className="grid grid-cols-1 gap-6">
        <AccountForm typed={typed} />
        {asked.success ? (
          <AccountLines asked={asked.data} statement={await api.ledger.account({ ...typed, after })} />
        ) : (
          <Alert tone="attention" what={words("account.wrong")} />
        )}
      </div>
    </>
  );
}
