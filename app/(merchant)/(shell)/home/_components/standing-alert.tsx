import { getTranslations } from "next-intl/server";
import { Alert } from "@/app/_ui/alert";

type StandingAlertProps = {
  merchant: {
    readonly state: string;
    readonly suspendedReason: string | null;
    readonly terminatedReason: string | null;
  } | null;
};

/** Nobody can pay here now, or never again: said before everything else, with the reason that was given. */
export async function StandingAlert({ merchant }: StandingAlertProps) {
  const words = await getTranslations("merchant.home");
  if (merchant === null || merchant.state === "active") return null;
  const ended = merchant.state === "terminated";
  const reason = (ended ? merchant.terminatedReason : merchant.suspendedReason) ?? "";
  return (
    <Alert
      tone="attention"
      className="mb-5"
      what={words(ended ? "terminatedWhat" : "suspendedWhat")}
      why={reason === "" ? undefined : words("suspendedWhy", { reason })}
      todo={words(ended ? "terminatedTodo" : "suspendedTodo")}
    />
  );
}
