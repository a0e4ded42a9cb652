import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller } from "@/app/_trpc/server";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { RequestTable } from "./_components/request-table";

type PrivacyProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const query = z.object({
  state: z.enum(["open", "closed"]).catch("open"),
  cursor: z.string().max(40).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("privacy.title") };
}

export default async function PrivacyPage({ searchParams }: PrivacyProps) {
  const words = await getTranslations("ops.privacy");
  if (!(await ownDesk()).may("privacy:read"))
    return <NotYours title={words("title")} homeHref="/ops/review" />;
  const filters = query.parse(await searchParams);
  const page = await (await caller()).privacy.list(filters);
  return (
    <>
      <PageHeader title={words("title")} support={words("support")} />
      <ChipRow label={words("list")} className="mb-3">
        {(["open", "closed"] as const).map((state) => (
          <Chip key={state} href={`/ops/privacy?state=${state}`} active={state === filters.state}>
            {words(state)}
          </Chip>
        ))}
      </ChipRow>
      <RequestTable page={page} state={filters.state} cursor={filters.cursor} />
    </>
  );
}
