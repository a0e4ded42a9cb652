import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { CONTROL_STYLES } from "@/app/_ui/control-styles";
import { TextLink } from "@/app/_ui/text-link";
import type { AuditFilters } from "./address";

const FIELDS = [
  ["actorId", "actor", "text"],
  ["subjectId", "subject", "text"],
  ["action", "action", "text"],
  ["fromOn", "from", "date"],
  ["throughOn", "through", "date"],
] as const;

/** Narrows the log; a plain form whose address can be sent to a colleague. */
export function AuditForm({ filters }: { filters: AuditFilters }) {
  const words = useTranslations("ops.audit");
  const isNarrowed = Object.values(filters).some((value) => value !== undefined && value !== "");
  return (
    <form action="/ops/audit" className="mb-4">
      <div className="flex flex-wrap items-end gap-3">
        {FIELDS.map(([name, label, type]) => (
          <label key={name} className="grid text-sm">
            <span className="font-bold">{words(label)}</span>
            <input
              name={name}
              type={type}
              maxLength={80}
              defaultValue={filters[name]}
              aria-describedby={name === "action" ? "audit-action-example" : undefined}
              autoComplete="off"
              className={cn(CONTROL_STYLES, "mt-1 h-9 w-38 text-sm pointer-coarse:h-11")}
            />
          </label>
        ))}
        {filters.tenantId ? <input type="hidden" name="tenantId" value={filters.tenantId} /> : null}
        <Button type="submit" size="sm" variant="secondary" className="h-9">
          {words("narrow")}
        </Button>
        {isNarrowed ? (
          <TextLink href="/ops/audit" className="inline-flex h-9 items-center text-sm">
            {words("clear")}
          </TextLink>
        ) : null}
      </div>
      <p id="audit-action-example" className="mt-1 text-xs text-muted">
        {words("actionExample")}
      </p>
    </form>
  );
}
