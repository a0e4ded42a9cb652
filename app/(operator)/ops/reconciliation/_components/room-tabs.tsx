import { useTranslations } from "next-intl";
import { Chip, ChipRow } from "@/app/_ui/chip";

const TABS = {
  items: "/ops/reconciliation",
  days: "/ops/reconciliation/days",
  money: "/ops/reconciliation/money",
  reports: "/ops/reconciliation/reports",
} as const;

/** The rooms of reconciliation: what differs, the days, the money and the files. */
export function RoomTabs({ active }: { active: keyof typeof TABS }) {
  const words = useTranslations("reconciliation.tabs");
  return (
    <ChipRow label={words("label")} className="mb-4">
      {Object.entries(TABS).map(([tab, href]) => (
        <Chip key={tab} href={href} active={tab === active}>
          {words(tab === "days" || tab === "money" || tab === "reports" ? tab : "items")}
        </Chip>
      ))}
    </ChipRow>
  );
}
