import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { LinkButton } from "@/app/_ui/link-button";
import { TextLink } from "@/app/_ui/text-link";
import { CODE_MINUTES } from "@/server/identity/sign-in/rules";
import { NextField } from "./next-field";
import { SignInError } from "./sign-in-error";

type CodeStepProps = { email: string; next: string | undefined; error: string | undefined; sandbox: boolean };

/** Second step: the six digits of the mail. */
export async function CodeStep({ email, next, error, sandbox }: CodeStepProps) {
  const words = await getTranslations("identity.signIn");
  const again = next === undefined ? "/signin" : `/signin?next=${encodeURIComponent(next)}`;
  return (
    <section className="grid gap-6">
      <div className="grid gap-2">
        <h1 className="text-2xl">{words("codeTitle")}</h1>
        <p className="text-muted wrap-anywhere">{words("codeLead", { email, minutes: CODE_MINUTES })}</p>
        {sandbox ? (
          <p>
            <TextLink href="/sandbox/mailbox" target="_blank" prefetch={false}>
              {words("demoMailbox")}
            </TextLink>
          </p>
        ) : null}
      </div>
      <SignInError error={error} />
      <form method="post" action="/api/auth/callback/email" noValidate className="grid gap-5">
        <input type="hidden" name="email" value={email} />
        <NextField next={next} />
        <Field
          id="code"
          label={words("code")}
          support={words("codeSupport")}
          error={await fieldErrorOf(error)}
        >
          {(control) => (
            <Input
              {...control}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={16}
              required
              className="tabular h-16 text-center text-3xl tracking-[0.3em]"
            />
          )}
        </Field>
        <Button type="submit" size="lg" wide>
          {words("enter")}
        </Button>
      </form>
      <div className="flex flex-wrap gap-2">
        <form method="post" action="/api/auth/signin/email">
          <input type="hidden" name="email" value={email} />
          <NextField next={next} />
          <Button type="submit" variant="quiet">
            {words("resend")}
          </Button>
        </form>
        <LinkButton href={again} variant="quiet">
          {words("otherEmail")}
        </LinkButton>
      </div>
    </section>
  );
}

async function fieldErrorOf(error: string | undefined): Promise<string | undefined> {
  if (error === "invalid_input") return (await getTranslations("identity.signIn"))("codeInvalid");
  if (error !== "code_wrong" && error !== "code_expired") return undefined;
  return (await getTranslations("errors"))(error);
}
