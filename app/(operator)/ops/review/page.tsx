import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { caller, HydrateClient, prefetch, prefetchPages, trpc } from "@/app/_trpc/server";
import { isOperatorRole, roleMay } from "@/server/kernel/permissions";
import { queueOf } from "@/server/onboarding/review/queue/rules";
import { ReviewDesk } from "./_components/review-desk";

type ReviewProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") };
}

export default async function ReviewPage({ searchParams }: ReviewProps) {
  const query = await searchParams;
  const queue = queueOf(query);
  const id = typeof query.id === "string" ? query.id : undefined;
  const { current, id: personId, name, email } = await (await caller()).account.me();
  const role = current?.role ?? "";
  const may = (permission: "review:recommend" | "review:approve" | "review:return") =>
    isOperatorRole(role) && roleMay(role, permission);
  await Promise.all([
    prefetchPages(
      trpc.review.queue.infiniteQueryOptions(queue, { getNextPageParam: (page) => page.next ?? undefined }),
    ),
    prefetch(trpc.review.counts.queryOptions()),
    prefetch(trpc.review.views.queryOptions()),
    prefetch(trpc.account.me.queryOptions()),
    ...(id ? [prefetch(trpc.review.application.queryOptions({ applicationId: id }))] : []),
  ]);
  return (
    <HydrateClient>
      <ReviewDesk
        queue={queue}
        id={id}
        me={{ id: personId, name: name || email }}
        may={{
          recommend: may("review:recommend"),
          approve: may("review:approve"),
          return: may("review:return"),
        }}
      />
    </HydrateClient>
  );
}
