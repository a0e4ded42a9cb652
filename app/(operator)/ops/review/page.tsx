import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { isOperatorRole, roleMay } from "@/server/kernel/permissions";
import { queuePage } from "@/server/onboarding/review/schema";
import { ReviewDesk } from "./_components/review-desk";

type ReviewProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") };
}

export default async function ReviewPage({ searchParams }: ReviewProps) {
  const query = await searchParams;
  const asked = queuePage.shape.filter.safeParse(query.filter ?? "open");
  const filter = asked.success ? asked.data : "open";
  const id = typeof query.id === "string" ? query.id : undefined;
  const role = (await (await caller()).account.me()).current?.role ?? "";
  const may = (permission: "review:recommend" | "review:approve" | "review:return") =>
    isOperatorRole(role) && roleMay(role, permission);
  await Promise.all([
    prefetch(trpc.review.queue.queryOptions({ filter })),
    prefetch(trpc.review.counts.queryOptions()),
    prefetch(trpc.account.me.queryOptions()),
    ...(id ? [prefetch(trpc.review.application.queryOptions({ applicationId: id }))] : []),
  ]);
  return (
    <HydrateClient>
      <ReviewDesk
        filter={filter}
        id={id}
        may={{
          recommend: may("review:recommend"),
          approve: may("review:approve"),
          return: may("review:return"),
        }}
      />
    </HydrateClient>
  );
}
