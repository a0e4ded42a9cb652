import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SandboxMark } from "@/app/_components/shell/sandbox-mark";
import { Words } from "@/app/_i18n/words";
import { caller } from "@/app/_trpc/server";
import { ownPlace } from "../_components/own-place";
import { MerchantFrame } from "./_components/merchant-frame";

const STORES_IN_SWITCHER = 50;

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const place = await ownPlace();
  const api = await caller();
  const [stores, { demoPeople }, common] = await Promise.all([
    api.merchants.stores({ limit: STORES_IN_SWITCHER }),
    api.signIn.desk(),
    getTranslations("common"),
  ]);
  return (
    <Words of="app/(merchant)/(shell)">
      <MerchantFrame
        name={place.name}
        stores={stores.map((store) => ({ id: store.id, name: store.name, city: store.city }))}
        may={{ payouts: place.may("payout:read"), team: place.may("team:read") }}
        sandboxMark={demoPeople.length === 0 ? null : <SandboxMark label={common("sandbox")} />}
      >
        {children}
      </MerchantFrame>
    </Words>
  );
}
