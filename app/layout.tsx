import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LANGUAGE_TAGS } from "@/server/kernel/languages";
import { Letters } from "./_i18n/letters";
import { isLocale } from "./_i18n/locales";
import { Words } from "./_i18n/words";
import { ApiProvider } from "./_trpc/client";
import { ToastProvider } from "./_ui/toast";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("common");
  return {
    title: { default: words("brand"), template: `%s | ${words("brand")}` },
    robots: { index: false },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#2B3A8C" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = await getLocale();
  const locale = isLocale(chosen) ? chosen : "ja";
  const words = await getTranslations("common");
  return (
    <html lang={LANGUAGE_TAGS[locale]}>
      <body>
        <Letters locale={locale} />
        <NextIntlClientProvider messages={{}}>
          <Words of="app">
            <ApiProvider>
              <ToastProvider labels={{ region: words("notices"), close: words("close") }}>
                {children}
              </ToastProvider>
            </ApiProvider>
          </Words>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
