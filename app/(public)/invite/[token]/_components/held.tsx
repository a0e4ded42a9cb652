import { getTranslations } from "next-intl/server";
import { SignOutForm } from "@/app/_components/identity/sign-out-form";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { isMerchantRole, isOperatorRole } from "@/server/kernel/permissions";
import { Accept } from "./accept";

type HeldProps = {
  token: string;
  invitation: { email: string; role: string; merchant: string | null; state: string };
  /** Who is signed in already, by e-mail. */
  signedInAs: string | null;
  asked: boolean;
};

/** What the invitation offers, and the one next step: prove the address, join, or ask for a new one. */
export async function Held({ token, invitation, signedInAs, asked }: HeldProps) {
  const words = await getTranslations("people.invite");
  const roles = await getTranslations("identity.roles");
  const common = await getTranslations("common");
  const { email, role, merchant, state } = invitation;
  const roleName = isMerchantRole(role) || isOperatorRole(role) ? roles(role) : role;
  const lead = (
    <p className="text-lg">{words("lead", { place: merchant ?? common("brand"), role: roleName })}</p>
  );
  if (state === "expired") {
    return (
      <>
        {lead}
        <Alert tone="waiting" what={words("expired")} why={words("expiredWhy")} />
        {asked ? null : (
          <form method="post" action="/api/invitations">
            <input type="hidden" name="token" value={token} />
            <Button type="submit" size="lg" wide>
              {words("ask")}
            </Button>
          </form>
        )}
      </>
    );
  }
  return (
    <>
      {lead}
      <p className="break-all text-muted">{words("for", { email })}</p>
      {signedInAs === null ? (
        <form method="post" action="/api/auth/signin/email" className="grid gap-3">
          <input type="hidden" name="email" value={email} />
          <input type="hidden" name="next" value={`/invite/${token}`} />
          <p className="text-sm text-muted">{words("signInFirst")}</p>
          <Button type="submit" size="lg" wide>
            {words("signIn")}
          </Button>
        </form>
      ) : signedInAs === email ? (
        <Accept token={token} />
      ) : (
        <>
          <Alert tone="waiting" what={words("other", { email: signedInAs })} why={words("otherWhy")} />
          <SignOutForm />
        </>
      )}
    </>
  );
}
