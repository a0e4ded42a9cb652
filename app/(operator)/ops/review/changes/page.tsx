import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { caller, HydrateClient, prefetch, prefetchPages, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { isOperatorRole, type Permission, roleMay } from "@/server/kernel/permissions";
import { changesPage } from "@/server/onboarding/changes/schema";
import { ChangeCase } from "./_components/change-case";
import { ChangeQueue } from "./_components/change-queue";
import { ChooseChange } from "./_components/choose-change";

const PAGES = {
  getNextPageParam: (page: { next: { atMs: number; id: string } | null }) => page.next ?? undefined,
};

type ChangesProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("changeDesk"))("title") };
}

export default async function ChangesPage({ searchParams }: ChangesProps) {
  const words = await getTranslations("changeDesk");
  const query = await searchParams;
  const asked = changesPage.shape.filter.safeParse(query.filter ?? "open");
  const filter = asked.success ? asked.data : "open";
  const changeId = typeof query.id === "string" ? query.id : undefined;
  const role = (await (await caller()).account.me()).current?.role ?? "";
  const may = (permission: Permission) => isOperatorRole(role) && roleMay(role, permission);
  const rights = {
    recommend: may("review:recommend"),
    approve: may("review:approve"),
    return: may("review:return"),
  };
  await Promise.all([
    prefetchPages(trpc.changeReview.list.infiniteQueryOptions({ filter }, PAGES)),
    prefetch(trpc.changeReview.counts.queryOptions()),
    changeId ? prefetch(trpc.changeReview.one.queryOptions({ changeId })) : null,
  ]);
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("support")}
        back={{ href: "/ops/review", label: words("toDesk") }}
      />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <ChangeQueue filter={filter} id={changeId} />
        {changeId === undefined ? (
          <ChooseChange filter={filter} />
        ) : (
          <ChangeCase key={changeId} changeId={changeId} may={rights} />
        )}
      </div>
    </HydrateClient>
  );
}
