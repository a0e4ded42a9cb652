import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { FieldLine } from "./read-document";

type FieldTableProps = {
  label: string;
  words: {
    readonly name: string;
    readonly type: string;
    readonly meaning: string;
    readonly required: string;
  };
  fields: readonly FieldLine[];
};

/** Names, types and meanings of the fields of a question or an answer; on a phone the meaning stands below the type. */
export function FieldTable({ label, words, fields }: FieldTableProps) {
  return (
    <Table label={label} frameClassName="max-h-none">
      <TableHead>
        <TableRow>
          <TableHeader>{words.name}</TableHeader>
          <TableHeader>{words.type}</TableHeader>
          <TableHeader className="hidden sm:table-cell">{words.meaning}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map(({ name, type, meaning, required }) => (
          <TableRow key={name}>
            <TableCell className="font-mono wrap-anywhere whitespace-normal sm:whitespace-nowrap">
              {name}
              {required ? <span className="ml-2 font-sans text-xs text-muted">{words.required}</span> : null}
            </TableCell>
            <TableCell className="max-w-72 font-mono text-xs wrap-anywhere whitespace-normal">
              {type}
              <span lang="en" className="mt-1 block font-sans text-sm empty:hidden sm:hidden">
                {meaning}
              </span>
            </TableCell>
            <TableCell className="hidden min-w-56 whitespace-normal sm:table-cell">
              <span lang="en">{meaning}</span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
