"use client";

import { House, QrCode, ReceiptText, Settings, Store, Users, Wallet } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bell } from "@/app/_components/alerts/bell";
import { AccountMenu } from "@/app/_components/identity/account-menu";
import { usePlaceItems } from "@/app/_components/identity/use-place-items";
import { LiveBanner } from "@/app/_components/live/live-banner";
import { MerchantShell } from "@/app/_components/shell/merchant-shell";
import type { NavItem } from "@/app/_components/shell/nav-link";
import { type Shop, ShopSwitcher } from "@/app/_components/shell/shop-switcher";
import { TroubleBanner } from "@/app/_components/troubles/trouble-banner";

type MerchantFrameProps = {
  /** The merchant's own name, for all of its stores together. */
  name: string;
  stores: readonly { id: string; name: string; city: string }[];
  may: { payouts: boolean; team: boolean };
  sandboxMark: ReactNode;
  children: ReactNode;
};

const ALL = "all";
/** Screens that show one store at a time; the others lead home when a store is chosen. */
const BY_STORE = ["/home", "/payments", "/codes"];

/** The merchant's frame. The chosen store stands in the address and goes along from place to place. */
export function MerchantFrame({ name, stores, may, sandboxMark, children }: MerchantFrameProps) {
  const words = useTranslations("merchant.nav");
  const account = useTranslations("identity.account");
  const common = useTranslations("common");
  const places = usePlaceItems();
  const pathname = usePathname();
  const asked = useSearchParams().get("store");
  const chosen = stores.find((store) => store.id === asked)?.id;
  const at = (path: string, storeId: string | undefined) =>
    storeId === undefined ? path : `${path}?store=${storeId}`;

  function place(path: string, label: string, icon: ReactNode): NavItem {
    const active = pathname === path || pathname.startsWith(`${path}/`);
    return { href: at(path, chosen), label, icon, active };
  }

  const stays = BY_STORE.includes(pathname) ? pathname : "/home";
  const shops: Shop[] = [
    ...(stores.length === 1 ? [] : [{ id: ALL, name, detail: words("allStores"), href: stays }]),
    ...stores.map((store) => ({
      id: store.id,
      name: store.name,
      detail: store.city,
      href: at(stays, store.id),
    })),
  ];
  return (
    <MerchantShell
      brand={{ name: common("brand"), href: at("/home", chosen) }}
      labels={{ skip: common("skipToContent"), nav: words("label") }}
      nav={[
        place("/home", words("home"), <House aria-hidden />),
        place("/payments", words("payments"), <ReceiptText aria-hidden />),
        ...(may.payouts ? [place("/payouts", words("payouts"), <Wallet aria-hidden />)] : []),
        place("/codes", words("codes"), <QrCode aria-hidden />),
      ]}
      more={[
        place("/stores", words("stores"), <Store aria-hidden />),
        ...(may.team ? [place("/team", words("team"), <Users aria-hidden />)] : []),
        place("/settings", words("settings"), <Settings aria-hidden />),
      ]}
      switcher={
        <ShopSwitcher
          label={words("chooseStore")}
          currentId={chosen ?? (stores.length === 1 ? (stores[0]?.id ?? ALL) : ALL)}
          shops={shops}
          others={places.length > 1 ? { heading: account("places"), items: places } : undefined}
        />
      }
      tools={
        <>
          <Bell href={at("/inbox", chosen)} />
          <AccountMenu />
        </>
      }
      sandboxMark={sandboxMark}
    >
      <TroubleBanner className="mb-5" />
      <LiveBanner />
      {children}
    </MerchantShell>
  );
}
