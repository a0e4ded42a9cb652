import { useTranslations } from "next-intl";
import { Chip, ChipRow } from "@/app/_ui/chip";

const TABS = {
  alerts: "/ops/risk",
  disputes: "/ops/risk/disputes",
  limits: "/ops/risk/limits",
  stopped: "/ops/risk/stopped",
} as const;

type RiskTabsProps = { active: keyof typeof TABS; shown: readonly (keyof typeof TABS)[] };

/** The rooms of risk, of which a role sees some. */
export function RiskTabs({ active, shown }: RiskTabsProps) {
  const words = useTranslations("riskDesk.desk");
  return (
    <ChipRow label={words("tabs")} className="mb-4">
      {shown.map((tab) => (
        <Chip key={tab} href={TABS[tab]} active={tab === active}>
          {words(tab)}
        </Chip>
      ))}
    </ChipRow>
  );
}
