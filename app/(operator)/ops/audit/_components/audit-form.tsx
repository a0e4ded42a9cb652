import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { CONTROL_STYLES } from "@/app/_ui/control-styles";
import { TextLink } from "@/app/_ui/text-link";
import { AUDIT_ACTIONS } from "@/server/audit/actions.data";
import type { AuditFilters } from "./address";

const FIELDS = [
  ["actor", "text", "col-span-2 lg:w-56"],
  ["subjectId", "text", "col-span-2 sm:col-span-1 lg:w-44"],
  ["action", "text", "col-span-2 sm:col-span-1 lg:w-44"],
  ["fromOn", "date", "lg:w-36"],
  ["throughOn", "date", "lg:w-36"],
] as const;

const LABELS = {
  actor: "actor",
  subjectId: "subject",
  action: "action",
  fromOn: "from",
  throughOn: "through",
} as const;

/** Narrows the log; a plain form whose address can be sent to a colleague. */
export function AuditForm({ filters }: { filters: AuditFilters }) {
  const words = useTranslations("ops.audit");
  const actions = useTranslations("actions");
  const isNarrowed = Object.values(filters).some((value) => value !== undefined && value !== "");
  return (
    <form action="/ops/audit" className="mb-4">
      <div className="grid grid-cols-2 items-end gap-3 lg:flex lg:flex-wrap">
        {FIELDS.map(([name, type, place]) => (
          <label key={name} className={cn("grid min-w-0 text-sm", place)}>
            <span className="font-bold">{words(LABELS[name])}</span>
            <input
              name={name}
              type={type}
              maxLength={80}
              defaultValue={filters[name]}
              list={name === "action" ? "audit-actions" : undefined}
              aria-describedby={name === "action" ? "audit-action-example" : undefined}
              autoComplete="off"
              className={cn(CONTROL_STYLES, "mt-1 h-9 min-w-0 text-sm pointer-coarse:h-11")}
            />
          </label>
        ))}
        {filters.tenantId ? <input type="hidden" name="tenantId" value={filters.tenantId} /> : null}
        <div className="col-span-2 flex flex-wrap items-center gap-x-4 gap-y-1">
          <Button type="submit" size="sm" variant="secondary" className="h-9 pointer-coarse:h-11">
            {words("narrow")}
          </Button>
          {isNarrowed ? (
            <TextLink href="/ops/audit" className="inline-flex h-9 items-center text-sm pointer-coarse:h-11">
              {words("clear")}
            </TextLink>
          ) : null}
        </div>
      </div>
      <datalist id="audit-actions">
        {AUDIT_ACTIONS.map((action) => (
          <option key={action} value={action} label={actions(action)} />
        ))}
      </datalist>
      <p id="audit-action-example" className="mt-1 text-xs text-muted">
        {words("actionExample")}
      </p>
    </form>
  );
}
