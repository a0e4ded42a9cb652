import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";
import { TextLink } from "@/app/_ui/text-link";

/** The way to the keys for the merchant's own systems, and to where they are told of what happens. */
export async function IntegrationCard() {
  const words = await getTranslations("integration.keys");
  const webhooks = await getTranslations("integration.webhooks");
  return (
    <Card>
      <CardHeader title={words("title")} support={words("settingsBody")} />
      <CardBody className="flex flex-wrap gap-x-4 gap-y-3 pt-3">
        <LinkButton href="/settings/keys" variant="secondary">
          {words("open")}
        </LinkButton>
        <LinkButton href="/settings/webhooks" variant="secondary">
          {webhooks("open")}
        </LinkButton>
        <TextLink href="/docs/api" className="inline-flex min-h-11 items-center">
          {words("docs")}
        </TextLink>
      </CardBody>
    </Card>
  );
}
