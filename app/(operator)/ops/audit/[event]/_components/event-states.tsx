import { useTranslations } from "next-intl";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { AuditDetail } from "@/server/audit/queries";

/** What the subject was before and after, field by field; what has changed is marked in words too. */
export function EventStates({ event }: { event: AuditDetail }) {
  const words = useTranslations("ops.audit");
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
  const before = fieldsOf(event.states.before);
  const after = fieldsOf(event.states.after);
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

/** The fields of a stored state as text. */
function fieldsOf(state: unknown): Map<string, string> {
  if (typeof state !== "object" || state === null) return new Map();
  return new Map(
    Object.entries(state).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value, null, 1),
    ]),
  );
}
