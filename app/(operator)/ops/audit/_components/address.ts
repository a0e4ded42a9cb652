import { z } from "zod";
import { addDays, jstDayStartMs, parseDay } from "@/server/kernel/calendar";

const text = z.string().max(80).optional().catch(undefined);
const day = z
  .string()
  .refine((value) => parseDay(value) !== undefined)
  .optional()
  .catch(undefined);

/** What the address of the audit page may narrow; a value that is none is left out. */
const auditFilters = z.object({
  actor: text,
  subjectId: text,
  tenantId: text,
  action: text,
  fromOn: day,
  throughOn: day,
  cursor: text,
});
export type AuditFilters = z.output<typeof auditFilters>;

/** Reads the address. */
export function auditFiltersOf(query: unknown): AuditFilters {
  return auditFilters.parse(query);
}

/** What the procedure is asked: days in Japan become instants, empty fields nothing. */
export function inputOf(filters: AuditFilters) {
  const { fromOn, throughOn, ...rest } = filters;
  const from = parseDay(fromOn ?? "");
  const through = parseDay(throughOn ?? "");
  const given = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, value?.trim() || undefined]),
  );
  return {
    ...given,
    fromMs: from && jstDayStartMs(from),
    untilMs: through && jstDayStartMs(addDays(through, 1)),
  };
}

/** The address with these filters. */
export function auditAddress(filters: AuditFilters): string {
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const query = new URLSearchParams(given).toString();
  return query === "" ? "/ops/audit" : `/ops/audit?${query}`;
}
