import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import type { AuditFilters } from "./address";

/** Takes what the filters show as a file. A form, because taking a copy is itself written down. */
export function ExportLog({ filters }: { filters: AuditFilters }) {
  const words = useTranslations("ops.audit");
  return (
    <form method="post" action="/api/audit/export">
      {Object.entries(filters).map(([name, value]) =>
        value === undefined || name === "cursor" ? null : (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      <Button type="submit" variant="secondary">
        <Download aria-hidden />
        {words("export")}
      </Button>
    </form>
  );
}
