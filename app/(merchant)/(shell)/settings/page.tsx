import { getTranslations } from "next-intl/server";
import { DeliverySetting } from "@/app/_components/alerts/delivery-setting";
import { FactorCard } from "@/app/_components/identity/security/factor-card";
import { SessionCard } from "@/app/_components/identity/security/session-card";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { AccountCard } from "./_components/account-card";
import { BusinessCard } from "./_components/business-card";
import { DisclosureSetting } from "./_components/disclosure-setting";
import { IntegrationCard } from "./_components/integration-card";
import { LanguageSetting } from "./_components/language-setting";
import { LogoSetting } from "./_components/logo-setting";
import { PrivacySetting } from "./_components/privacy-setting";
import { SoundSetting } from "./_components/sound-setting";

export async function generateMetadata() {
  const words = await getTranslations("merchant.settings");
  return { title: words("title") };
}

export default async function SettingsPage() {
  const words = await getTranslations("merchant.settings");
  const api = await caller();
  const [me, merchant, place] = await Promise.all([api.account.me(), api.merchants.own(), ownPlace()]);
  await Promise.all([
    prefetch(trpc.inbox.deliveries.queryOptions()),
    prefetch(trpc.secondFactor.state.queryOptions()),
    prefetch(trpc.sessions.list.queryOptions()),
    prefetch(trpc.privacy.mine.queryOptions()),
    place.may("merchant:change") ? prefetch(trpc.merchants.logo.queryOptions()) : null,
    place.may("franchise:grant") ? prefetch(trpc.franchise.own.queryOptions()) : null,
  ]);
  return (
    <HydrateClient>
      <PageHeader title={words("title")} />
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <div className="grid min-w-0 gap-5">
          <SoundSetting />
          <LanguageSetting />
          {merchant === null ? null : (
            <BusinessCard merchant={merchant} mayChange={place.may("merchant:change")} />
          )}
          {merchant !== null && place.may("merchant:change") ? <LogoSetting /> : null}
          {merchant !== null && place.may("franchise:grant") ? <DisclosureSetting /> : null}
          {place.may("integration:manage") ? <IntegrationCard /> : null}
          <PrivacySetting />
        </div>
        <div className="grid min-w-0 gap-5">
          <AccountCard name={me.name} email={me.email} role={place.role} />
          <div id="security" className="grid scroll-mt-24 gap-5">
            <FactorCard />
            <SessionCard />
          </div>
          <DeliverySetting role={place.role} />
        </div>
      </div>
    </HydrateClient>
  );
}
