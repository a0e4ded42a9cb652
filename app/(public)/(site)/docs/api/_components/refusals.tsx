import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import type { DocumentView } from "./read-document";

/** What a refusal looks like, by its status. */
export async function Refusals({ refusals }: Pick<DocumentView, "refusals">) {
  const words = await getTranslations("integration.docs");
  return (
    <Card>
      <CardHeader title={words("refusals")} support={words("refusalsBody")} />
      <CardBody className="pt-2">
        <DataList
          stacked
          rows={refusals.map(({ status, description }) => ({
            id: status,
            label: status,
            value: <span lang="en">{description}</span>,
          }))}
        />
      </CardBody>
    </Card>
  );
}
