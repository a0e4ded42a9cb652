import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";

/** The way to the keys for the merchant's own systems, and to where they are told of what happens. */
export async function IntegrationCard() {
  const words = await getTranslations("integration.keys");
  const webhooks = await getTranslations("integration.webhooks");
  return (
    <Card>
      <CardHeader title={words("title")} support={words("settingsBody")} />
      <CardBody className="flex flex-wrap gap-3 pt-3">
        <LinkButton href="/settings/keys" variant="secondary">
          {words("open")}
        </LinkButton>
        <LinkButton href="/settings/webhooks" variant="secondary">
          {webhooks("open")}
        </LinkButton>
        <LinkButton href="/docs/api" variant="quiet">
          {words("docs")}
        </LinkButton>
      </CardBody>
    </Card>
  );
}
