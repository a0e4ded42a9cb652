import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { AuditDetail } from "@/server/audit/queries";
import { formatJstDateTime } from "@/server/kernel/calendar";

/** What the subject was before and after, field by field; what has changed is marked in words too. */
export function EventStates({ event }: { event: AuditDetail }) {
  const words = useTranslations("ops.audit");
  const locale = useLocale();
  if (event.states === null) {
    const isErased = event.changedFields.length > 0;
    return (
      <Card>
        <EmptyState
          illustration="lens"
          title={words(isErased ? "erased" : "nothingTold")}
          body={isErased ? words("erasedBody", { fields: event.changedFields.join(", ") }) : undefined}
        />
      </Card>
    );
  }
  const before = fieldsOf(event.states.before, locale);
  const after = fieldsOf(event.states.after, locale);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return (
    <Table label={words("states")}>
      <TableHead>
        <tr>
          <TableHeader>{words("field")}</TableHeader>
          <TableHeader>{words("before")}</TableHeader>
          <TableHeader>{words("after")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {names.map((name) => {
          const isChanged = event.changedFields.includes(name);
          return (
            <TableRow key={name}>
              <TableCell className={isChanged ? "align-top font-bold" : "align-top text-muted"}>
                {name}
                {isChanged ? <span className="sr-only"> {words("changed")}</span> : null}
              </TableCell>
              <TableCell className="align-top wrap-anywhere whitespace-pre-wrap">
                {before.get(name) ?? "—"}
              </TableCell>
              <TableCell className="align-top wrap-anywhere whitespace-pre-wrap">
                {after.get(name) ?? "—"}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** The fields of a stored state as text; instants as people read them. */
function fieldsOf(state: unknown, locale: string): Map<string, string> {
  if (typeof state !== "object" || state === null) return new Map();
  return new Map(
    Object.entries(state).map(([name, value]: [string, unknown]) => [name, textOf(name, value, locale)]),
  );
}

function textOf(name: string, value: unknown, locale: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && name.endsWith("AtMs"))
    return formatJstDateTime(value, locale === "ja" ? "ja" : "en", { year: true });
  return JSON.stringify(value, null, 1);
}
