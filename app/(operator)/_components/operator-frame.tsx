"use client";

import {
  BookText,
  ClipboardCheck,
  FileUp,
  Landmark,
  ListChecks,
  Network,
  Printer,
  QrCode,
  Scale,
  ScrollText,
  ShieldAlert,
  Signpost,
  Store,
  UserLock,
  Users,
  WalletCards,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bell } from "@/app/_components/alerts/bell";
import { AccountMenu } from "@/app/_components/identity/account-menu";
import { Palette } from "@/app/_components/palette/palette";
import { OperatorShell } from "@/app/_components/shell/operator-shell";
import { TroubleBanner } from "@/app/_components/troubles/trouble-banner";

const ROOMS = [
  ["work", ListChecks],
  ["imports", FileUp],
  ["codes", QrCode],
  ["brands", Signpost],
  ["registrations", WalletCards],
  ["printing", Printer],
  ["reconciliation", Scale],
  ["books", BookText],
  ["risk", ShieldAlert],
  ["staff", Users],
  ["privacy", UserLock],
  ["audit", ScrollText],
] as const;

/** What waits for a person's approval is said within a minute. */
const BELL_EVERY_MS = 60_000;

type OperatorFrameProps = {
  /** Applications that wait for a reviewer or an approver. */
  waiting: number;
  may: {
    merchants: boolean;
    settlement: boolean;
    imports: boolean;
    codes: boolean;
    brands: boolean;
    registrations: boolean;
    printing: boolean;
    reconciliation: boolean;
    books: boolean;
    work: boolean;
    risk: boolean;
    staff: boolean;
    privacy: boolean;
    audit: boolean;
  };
  sandboxMark: ReactNode;
  children: ReactNode;
};

/** The frame of the operator's desk, with the places that the role may enter. */
export function OperatorFrame({ waiting, may, sandboxMark, children }: OperatorFrameProps) {
  const words = useTranslations("review");
  const rooms = useTranslations("ops.nav");
  const common = useTranslations("common");
  const place = (href: string, name: "review" | "merchants" | "network" | "settlement", icon: ReactNode) => ({
    href,
    label: words(`nav.${name}`),
    icon,
  });
  const nav = [
    { ...place("/ops/review", "review", <ClipboardCheck aria-hidden />), count: waiting },
    ...(may.merchants
      ? [
          place("/ops/merchants", "merchants", <Store aria-hidden />),
          place("/ops/network", "network", <Network aria-hidden />),
        ]
      : []),
    ...(may.settlement ? [place("/ops/settlement", "settlement", <Landmark aria-hidden />)] : []),
    ...ROOMS.flatMap(([room, Icon]) =>
      may[room] ? [{ href: `/ops/${room}`, label: rooms(room), icon: <Icon aria-hidden /> }] : [],
    ),
  ];
  return (
    <OperatorShell
      brand={{ name: common("brand"), href: "/ops/review" }}
      labels={{
        skip: common("skipToContent"),
        nav: words("nav.label"),
        area: words("area"),
        openMenu: common("openMenu"),
        close: common("close"),
      }}
      nav={nav}
      search={<Palette places={nav} may={{ merchants: may.merchants, review: true }} />}
      tools={
        <>
          <Bell href="/ops/inbox" everyMs={BELL_EVERY_MS} />
          <AccountMenu />
        </>
      }
      sandboxMark={sandboxMark}
    >
      <TroubleBanner className="mb-5" />
      {children}
    </OperatorShell>
  );
}
