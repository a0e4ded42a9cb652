import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { NextField } from "./next-field";
import { SignInError } from "./sign-in-error";

type EmailStepProps = { next: string | undefined; error: string | undefined; typed: string | undefined };

/** First step: who is it? The answer is the same for every address. */
export async function EmailStep({ next, error, typed }: EmailStepProps) {
  const words = await getTranslations("identity.signIn");
  return (
    <section className="grid gap-6">
      <div className="grid gap-2">
        <h1 className="text-2xl">{words("title")}</h1>
        <p className="text-muted">{words("lead")}</p>
      </div>
      <SignInError error={error} />
      {/* The server judges the address, so that what is wrong is said in the page's own language, at the field. */}
      <form method="post" action="/api/auth/signin/email" noValidate className="grid gap-5">
        <NextField next={next} />
        <Field
          id="email"
          label={words("email")}
          example={words("emailExample")}
          error={error === "invalid_input" ? words("emailInvalid") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              defaultValue={typed}
              inputMode="email"
              autoComplete="email"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={254}
              required
            />
          )}
        </Field>
        <Button type="submit" size="lg" wide>
          {words("send")}
        </Button>
      </form>
      <p className="text-sm text-muted">{words("newcomer")}</p>
    </section>
  );
}
