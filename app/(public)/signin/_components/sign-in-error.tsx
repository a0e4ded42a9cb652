import { getTranslations } from "next-intl/server";
import { Alert } from "@/app/_ui/alert";

/** Refusals that concern no single field; anything else in the address is ignored. */
const SHOWN = ["too_many_requests", "cross_origin", "person_blocked", "unavailable"] as const;

/** Why the last step did not work, and what to do. */
export async function SignInError({ error }: { error: string | undefined }) {
  const code = SHOWN.find((known) => known === error);
  if (code === undefined) return null;
  const words = await getTranslations("identity.signIn");
  const errors = await getTranslations("errors");
  return <Alert tone="attention" live what={words("failed")} why={errors(code)} />;
}
