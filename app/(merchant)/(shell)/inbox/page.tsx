import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { PageHeader } from "@/app/_ui/page-header";
import { NoticeList } from "./_components/notice-list";
import { ReadAll } from "./_components/read-all";

type InboxProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const query = z.object({
  before: z.string().max(40).optional().catch(undefined),
  show: z.enum(["unread"]).optional().catch(undefined),
});

export async function generateMetadata() {
  const words = await getTranslations("news.inbox");
  return { title: words("title") };
}

export default async function InboxPage({ searchParams }: InboxProps) {
  const words = await getTranslations("news.inbox");
  const { before, show } = query.parse(await searchParams);
  const input = { cursor: before, unreadOnly: show === "unread" };
  await prefetch(trpc.inbox.list.queryOptions(input));
  return (
    <HydrateClient>
      <PageHeader title={words("title")} support={words("lead")} action={<ReadAll />} />
      <ChipRow label={words("list")} className="mb-3">
        <Chip href="/inbox" active={!input.unreadOnly}>
          {words("all")}
        </Chip>
        <Chip href="/inbox?show=unread" active={input.unreadOnly}>
          {words("onlyUnread")}
        </Chip>
      </ChipRow>
      <NoticeList input={input} />
    </HydrateClient>
  );
}
