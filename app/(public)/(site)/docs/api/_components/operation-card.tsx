import { getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { FieldTable } from "./field-table";
import type { OperationView } from "./read-document";

/** One call: what it is for, what it takes and what it gives, and a line to try it with. */
export async function OperationCard({ operation, server }: { operation: OperationView; server: string }) {
  const words = await getTranslations("integration.docs");
  const { name, path, summary, scope, parameters, answer } = operation;
  const heads = {
    name: words("name"),
    type: words("type"),
    meaning: words("meaning"),
    required: words("required"),
  };
  return (
    <Card id={name} className="scroll-mt-24 min-w-0">
      <CardHeader
        title={
          <span className="font-mono text-base break-all">
            <span className="text-indigo-600">GET</span> {path}
          </span>
        }
        support={
          <>
            <span lang="en" className="block">
              {summary}
            </span>
            {words("needs", { scope })}
          </>
        }
      />
      <CardBody className="grid min-w-0 gap-5 pt-4">
        <pre className="whitespace-pre-wrap wrap-anywhere rounded bg-paper p-3 font-mono text-sm">
          {`curl -H "Authorization: Bearer $NOREN_KEY" ${server}${path}`}
        </pre>
        {parameters.length === 0 ? null : (
          <div className="grid min-w-0 gap-2">
            <h3 className="text-base">{words("params")}</h3>
            <FieldTable label={`${path} ${words("params")}`} words={heads} fields={parameters} />
          </div>
        )}
        <div className="grid min-w-0 gap-2">
          <h3 className="text-base">{words("answer")}</h3>
          <FieldTable label={`${path} ${words("answer")}`} words={heads} fields={answer} />
        </div>
      </CardBody>
    </Card>
  );
}
