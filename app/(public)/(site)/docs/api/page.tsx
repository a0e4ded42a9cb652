import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { caller } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { Begin } from "./_components/begin";
import { OperationCard } from "./_components/operation-card";
import { readDocument } from "./_components/read-document";
import { Refusals } from "./_components/refusals";
import { Webhooks } from "./_components/webhooks";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("integration.docs");
  return { title: words("title") };
}

export default async function ApiDocsPage() {
  const words = await getTranslations("integration.docs");
  const document = readDocument(await (await caller()).keys.description());
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-6 px-4 py-8">
      <PageHeader title={words("title")} support={words("lead")} />
      <Begin server={document.server} />
      <nav aria-label={words("contents")}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {document.operations.map(({ name, path }) => (
            <li key={name}>
              <a href={`#${name}`} className="tabular inline-flex min-h-11 items-center font-mono text-sm">
                {path}
              </a>
            </li>
          ))}
          <li>
            <a href="#webhooks" className="inline-flex min-h-11 items-center text-sm">
              {words("webhooks")}
            </a>
          </li>
        </ul>
      </nav>
      {document.operations.map((operation) => (
        <OperationCard key={operation.name} operation={operation} server={document.server} />
      ))}
      <Webhooks document={document} />
      <Refusals refusals={document.refusals} />
    </div>
  );
}
