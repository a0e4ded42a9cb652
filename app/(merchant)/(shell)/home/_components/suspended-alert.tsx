import { getTranslations } from "next-intl/server";
import { Alert } from "@/app/_ui/alert";

/** Nobody can pay here now: said before everything else, with the reason that was given. */
export async function SuspendedAlert({ reason }: { reason: string | null }) {
  const words = await getTranslations("merchant.home");
  return (
    <Alert
      tone="attention"
      className="mb-5"
      what={words("suspendedWhat")}
      why={reason === null || reason === "" ? undefined : words("suspendedWhy", { reason })}
      todo={words("suspendedTodo")}
    />
  );
}
