import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";

export type RecentColumn<Row> = {
  readonly id: string;
  readonly label: string;
  /** Figures stand at the right, in digits of one width. */
  readonly figures?: boolean;
  readonly className?: string;
  readonly cell: (row: Row) => ReactNode;
};

type RecentTableProps<Row> = {
  title: string;
  empty: string;
  columns: readonly RecentColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
};

/** The newest rows of one kind, in a card that does not grow beyond a part of the page. */
export function RecentTable<Row>({ title, empty, columns, rows, keyOf }: RecentTableProps<Row>) {
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>
        <Table label={title} frameClassName="max-h-96">
          <TableHead>
            <tr>
              {columns.map(({ id, label, figures }) => (
                <TableHeader key={id} align={figures ? "end" : undefined}>
                  {label}
                </TableHeader>
              ))}
            </tr>
          </TableHead>
          <TableBody>
            {rows.length === 0 ? <TableEmpty columns={columns.length}>{empty}</TableEmpty> : null}
            {rows.map((row) => (
              <TableRow key={keyOf(row)}>
                {columns.map(({ id, figures, className, cell }) => (
                  <TableCell key={id} figures={figures} className={className}>
                    {cell(row)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
