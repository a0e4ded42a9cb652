import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { Chip, ChipRow } from "@/app/_ui/chip";
import { PageHeader } from "@/app/_ui/page-header";
import { NoticeList } from "./notice-list";
import { ReadAll } from "./read-all";

const query = z.object({
  before: z.string().max(40).optional().catch(undefined),
  show: z.enum(["unread"]).optional().catch(undefined),
});

type InboxProps = {
  at: "/inbox" | "/ops/inbox";
  searchParams: Record<string, string | string[] | undefined>;
};

/** The signed-in person's notices, all of them or those not read yet. */
export async function Inbox({ at, searchParams }: InboxProps) {
  const words = await getTranslations("news.inbox");
  const { before, show } = query.parse(searchParams);
  const input = { cursor: before, unreadOnly: show === "unread" };
  await prefetch(trpc.inbox.list.queryOptions(input));
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words(at === "/ops/inbox" ? "leadDesk" : "lead")}
        action={<ReadAll />}
      />
      <ChipRow label={words("list")} className="mb-3">
        <Chip href={at} active={!input.unreadOnly}>
          {words("all")}
        </Chip>
        <Chip href={`${at}?show=unread`} active={input.unreadOnly}>
          {words("onlyUnread")}
        </Chip>
      </ChipRow>
      <NoticeList input={input} at={at} />
    </HydrateClient>
  );
}
