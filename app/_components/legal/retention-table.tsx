import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { retentionTable } from "@/server/privacy/retention/rules";

/** How long each kind of data is kept, from when and why: the very table that the daily job enforces. */
export function RetentionTable() {
  const words = useTranslations("privacy.retention");
  return (
    <section>
      <h2 className="text-lg">{words("title")}</h2>
      <p className="mt-1 mb-3 text-sm text-muted">{words("lead")}</p>
      <Table label={words("title")} frameClassName="max-h-none" className="max-lg:min-w-0">
        <TableHead>
          <tr>
            <TableHeader>{words("kind")}</TableHeader>
            <TableHeader>{words("period")}</TableHeader>
            <TableHeader>{words("basis")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {retentionTable().map(({ kind, count, unit, from, basis }) => (
            <TableRow key={kind}>
              <TableCell className="align-top">{words(`kinds.${kind}`)}</TableCell>
              <TableCell className="align-top">
                {words(`from.${from}`)} {words(unit, { count })}
              </TableCell>
              <TableCell className="align-top">{words(`bases.${basis}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
