import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { FieldTable } from "./field-table";
import type { DocumentView } from "./read-document";

/** The messages that a merchant's endpoint receives, and how to know that they are ours. */
export async function Webhooks({ document }: { document: DocumentView }) {
  const words = await getTranslations("integration.docs");
  const heads = {
    name: words("name"),
    type: words("type"),
    meaning: words("meaning"),
    required: words("required"),
  };
  return (
    <Card id="webhooks" className="min-w-0 scroll-mt-24">
      <CardHeader title={words("webhooks")} support={words("webhooksBody")} />
      <CardBody className="grid min-w-0 gap-5 pt-4">
        <div className="grid min-w-0 gap-2">
          <h3 className="text-base">{words("headers")}</h3>
          <FieldTable label={words("headers")} words={heads} fields={document.webhookHeaders} />
        </div>
        {document.webhooks.map(({ type, summary, fields }) => (
          <div key={type} id={type} className="grid min-w-0 scroll-mt-24 gap-2">
            <h3 className="font-mono text-base break-all">
              <span className="text-indigo-600">POST</span> {type}
            </h3>
            <p className="text-sm text-muted">{summary}</p>
            <FieldTable label={type} words={heads} fields={fields} />
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
