import { getTranslations } from "next-intl/server";
import { FactorCard } from "@/app/_components/identity/security/factor-card";
import { SessionCard } from "@/app/_components/identity/security/session-card";
import { SignOutForm } from "@/app/_components/identity/sign-out-form";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { PageHeader } from "@/app/_ui/page-header";
import { ownPlace } from "../../_components/own-place";
import { BusinessCard } from "./_components/business-card";
import { DeliverySetting } from "./_components/delivery-setting";
import { IntegrationCard } from "./_components/integration-card";
import { LanguageSetting } from "./_components/language-setting";
import { SoundSetting } from "./_components/sound-setting";

export async function generateMetadata() {
  const words = await getTranslations("merchant.settings");
  return { title: words("title") };
}

export default async function SettingsPage() {
  const words = await getTranslations("merchant.settings");
  const team = await getTranslations("merchant.team");
  const roles = await getTranslations("identity.roles");
  const api = await caller();
  const [me, merchant, place] = await Promise.all([api.account.me(), api.merchants.own(), ownPlace()]);
  await Promise.all([
    prefetch(trpc.inbox.deliveries.queryOptions()),
    prefetch(trpc.secondFactor.state.queryOptions()),
    prefetch(trpc.sessions.list.queryOptions()),
  ]);
  const rows = [
    ...(me.name === "" ? [] : [{ id: "name", label: team("name"), value: me.name }]),
    { id: "email", label: team("email"), value: <span className="break-all">{me.email}</span> },
    { id: "role", label: words("role"), value: roles(place.role) },
  ];
  return (
    <HydrateClient>
      <PageHeader title={words("title")} />
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <SoundSetting />
        <LanguageSetting />
        {merchant === null ? null : <BusinessCard merchant={merchant} />}
        <Card>
          <CardHeader title={words("account")} />
          <CardBody className="grid gap-4 pt-2">
            <DataList rows={rows} stacked />
            <SignOutForm />
          </CardBody>
        </Card>
        <div id="security" className="grid scroll-mt-24 gap-5">
          <FactorCard />
          <SessionCard />
        </div>
        <DeliverySetting role={place.role} />
        {place.may("integration:manage") ? <IntegrationCard /> : null}
      </div>
    </HydrateClient>
  );
}
