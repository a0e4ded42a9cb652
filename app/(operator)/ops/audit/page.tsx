import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotYours } from "@/app/_components/errors/not-yours";
import { caller, HydrateClient, prefetch, trpc } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { ownDesk } from "@/app/(operator)/_components/own-desk";
import { auditFiltersOf, inputOf } from "./_components/address";
import { AuditForm } from "./_components/audit-form";
import { AuditTable } from "./_components/audit-table";
import { ExportLog } from "./_components/export-log";
import { VerifyLog } from "./_components/verify-log";

type AuditProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ops"))("audit.title") };
}

export default async function AuditPage({ searchParams }: AuditProps) {
  const filters = auditFiltersOf(await searchParams);
  const words = await getTranslations("ops.audit");
  if (!(await ownDesk()).may("audit:read")) return <NotYours title={words("title")} homeHref="/ops/review" />;
  const [page] = await Promise.all([
    (await caller()).audit.list(inputOf(filters)),
    prefetch(trpc.audit.lastCheck.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <PageHeader
        title={words("title")}
        support={words("support")}
        action={<ExportLog filters={filters} />}
      />
      <div className="mb-5">
        <VerifyLog />
      </div>
      <AuditForm filters={filters} />
      <AuditTable page={page} filters={filters} />
    </HydrateClient>
  );
}
