import { useTranslations } from "next-intl";
import { cn } from "@/app/_ui/cn";
import { isAuditAction } from "@/server/audit/rules";

type ActionNameProps = {
  /** The stored code. One that the vocabulary does not know is shown alone. */
  action: string;
  /** Puts the code under the words instead of behind them. */
  stacked?: boolean;
};

/** What was done in words, with the code that auditors search by. */
export function ActionName({ action, stacked = false }: ActionNameProps) {
  const words = useTranslations("actions");
  if (!isAuditAction(action)) return <span className="font-mono">{action}</span>;
  return (
    <>
      {words(action)}{" "}
      <span className={cn("font-mono text-xs font-normal text-muted", stacked && "block")}>{action}</span>
    </>
  );
}
