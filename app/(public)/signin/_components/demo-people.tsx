import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { TextLink } from "@/app/_ui/text-link";
import type { Role } from "@/server/kernel/permissions";
import { NextField } from "./next-field";

type Person = {
  readonly side: "operator" | "merchant";
  readonly email: string;
  readonly name: string;
  readonly role: Role;
};
type DemoPeopleProps = { people: readonly Person[]; next: string | undefined };

/** In the sandbox: one button a role, which asks for a code as if the e-mail had been typed. */
export async function DemoPeople({ people, next }: DemoPeopleProps) {
  const words = await getTranslations("identity.signIn");
  const sides = [
    { id: "merchant", title: words("demoMerchants") },
    { id: "operator", title: words("demoOperators") },
  ] as const;
  return (
    <Card tone="info">
      <CardHeader title={words("demoTitle")} support={words("demoLead")} />
      <CardBody className="grid gap-4">
        <p>
          <TextLink href="/sandbox/mailbox" target="_blank" prefetch={false}>
            {words("demoMailbox")}
          </TextLink>
        </p>
        <form method="post" action="/api/auth/signin/email" className="grid gap-5">
          <NextField next={next} />
          {sides.map((side) => (
            <fieldset key={side.id}>
              <legend className="mb-2 text-sm font-bold text-muted">{side.title}</legend>
              <div className="grid grid-cols-2 gap-2">
                {people
                  .filter((person) => person.side === side.id)
                  .map((person) => (
                    <DemoButton key={person.email} person={person} />
                  ))}
              </div>
            </fieldset>
          ))}
        </form>
      </CardBody>
    </Card>
  );
}

async function DemoButton({ person }: { person: Person }) {
  const roles = await getTranslations("identity.roles");
  return (
    <Button
      type="submit"
      name="email"
      value={person.email}
      variant="secondary"
      className="h-auto min-h-14 justify-start px-3 py-2 text-left whitespace-normal"
    >
      <span className="min-w-0">
        <span className="block">{roles(person.role)}</span>
        <span className="block text-sm font-normal text-muted">{person.name}</span>
      </span>
    </Button>
  );
}
