import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";

/** How to get a key, where to send it, and the file for machines. */
export async function Begin({ server }: { server: string }) {
  const words = await getTranslations("integration.docs");
  return (
    <Card tone="info">
      <CardHeader title={words("begin")} support={words("beginBody")} />
      <CardBody className="grid gap-3 pt-3">
        <code className="font-mono text-sm break-all">{server}</code>
        <p className="text-sm">{words("limit")}</p>
        <LinkButton href="/api/v1/openapi.json" prefetch={false} variant="secondary" className="w-fit">
          {words("file")}
        </LinkButton>
      </CardBody>
    </Card>
  );
}
