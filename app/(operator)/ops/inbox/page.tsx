import { getTranslations } from "next-intl/server";
import { Inbox } from "@/app/_components/alerts/inbox";

type InboxProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  const words = await getTranslations("news.inbox");
  return { title: words("title") };
}

export default async function DeskInboxPage({ searchParams }: InboxProps) {
  return <Inbox at="/ops/inbox" searchParams={await searchParams} />;
}
