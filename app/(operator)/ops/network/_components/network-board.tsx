import { useTranslations } from "next-intl";
import type { DormantMerchant, listMunicipalities, Network } from "@/server/directory/network/queries";
import { Cohorts } from "./cohorts";
import { Dormant } from "./dormant";
import { Figures } from "./figures";
import { Funnel } from "./funnel";
import { Groups } from "./groups";
import { Growth } from "./growth";
import { Places } from "./places";
import { PlanDialog } from "./plan-dialog";
import { Prefectures } from "./prefectures";
import { Registrations } from "./registrations";

type NetworkBoardProps = {
  network: Network;
  dormant: readonly DormantMerchant[];
  place: { prefectureCode: string; municipalities: Awaited<ReturnType<typeof listMunicipalities>> } | null;
  mayPlan: boolean;
};

/** The target line first, then the way to it, the places, and who needs a call. */
export function NetworkBoard({ network, dormant, place, mayPlan }: NetworkBoardProps) {
  const words = useTranslations("directory.network");
  const { today, target, growth } = network;
  const shops = growth.at(-1)?.shops ?? 0;
  const plan = mayPlan ? (
    <PlanDialog
      scope="network"
      subject=""
      name={words("wholeNetwork")}
      target={target}
      now={shops}
      today={today}
      mayPlan
    />
  ) : null;
  return (
    <>
      <Figures network={network} />
      <Growth network={network} plan={plan} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <Funnel funnel={network.funnel} />
        <Dormant merchants={dormant} count={network.all.dormant} />
      </div>
      {place === null ? null : <Places {...place} />}
      <Prefectures
        prefectures={network.prefectures}
        assumption={network.assumption}
        mayPlan={mayPlan}
        today={today}
      />
      <Registrations wallets={network.registrations} />
      <Groups of="categories" network={network} mayPlan={mayPlan} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <Groups of="managers" network={network} mayPlan={mayPlan} />
        <Cohorts cohorts={network.cohorts} />
      </div>
    </>
  );
}
