import { cookies } from "next/headers";
import { isLocale, LOCALE_COOKIE } from "@/app/_i18n/locales";
import { env } from "@/server/platform/env";

type RouteContext = { readonly params: Promise<{ readonly locale: string }> };

/** The page of this site that the link stood on, else the front page. */
function pathBefore(request: Request): string {
  const from = request.headers.get("referer") ?? "";
  if (!URL.canParse(from)) return "/";
  const { host, origin, pathname, search } = new URL(from);
  const own = origin === new URL(env().publicUrl).origin || host === request.headers.get("host");
  return own && !pathname.startsWith("//") ? `${pathname}${search}` : "/";
}

/** Chooses the language of this browser and goes back. */
export async function GET(request: Request, context: RouteContext): Promise<Response> {
  const { locale } = await context.params;
  if (isLocale(locale)) {
    (await cookies()).set(LOCALE_COOKIE, locale, { path: "/", sameSite: "lax", maxAge: 31_536_000 });
  }
  return new Response(null, {
    status: 303,
    headers: { location: pathBefore(request), "cache-control": "no-store" },
  });
}
