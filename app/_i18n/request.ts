import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { screenMessagesOf } from "@/messages/messages";
import {
  isLocale,
  LOCALE_COOKIE,
  type Locale,
  OPERATOR_PAGE_HEADER,
  operatorLocale,
  preferredLocale,
} from "./locales";

/** The language of this request: the person's choice, else the browser's. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  return preferredLocale((await headers()).get("accept-language"));
}

export default getRequestConfig(async () => {
  const own = await requestLocale();
  const locale = (await headers()).has(OPERATOR_PAGE_HEADER) ? operatorLocale(own) : own;
  return { locale, timeZone: "Asia/Tokyo", messages: screenMessagesOf(locale) };
});
