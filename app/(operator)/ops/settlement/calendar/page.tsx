import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { calendarYearInput } from "@/server/settlement/calendar/schema";
import { CalendarYear } from "./_components/calendar-year";

type CalendarProps = { searchParams: Promise<{ year?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terms.calendar"))("title") };
}

export default async function CalendarPage({ searchParams }: CalendarProps) {
  const words = await getTranslations("terms.calendar");
  const desk = await ownDesk();
  if (!desk.may("settlement:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const asked = calendarYearInput.safeParse({ year: Number((await searchParams).year) });
  const year = asked.success ? asked.data.year : undefined;
  await prefetch(trpc.settlement.calendar.year.queryOptions({ year }));
  return (
    <HydrateClient>
      <CalendarYear year={year} mayEdit={desk.may("calendar:edit")} />
    </HydrateClient>
  );
}
