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

/** Names, types and meanings of the fields of a question or an answer. */
export function FieldTable({ label, words, fields }: FieldTableProps) {
  return (
    <Table label={label} frameClassName="max-h-none">
      <TableHead>
        <TableRow>
          <TableHeader>{words.name}</TableHeader>
          <TableHeader>{words.type}</TableHeader>
          <TableHeader>{words.meaning}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map(({ name, type, meaning, required }) => (
          <TableRow key={name}>
            <TableCell className="font-mono whitespace-nowrap">
              {name}
              {required ? <span className="ml-2 font-sans text-xs text-muted">{words.required}</span> : null}
            </TableCell>
            <TableCell className="max-w-72 font-mono text-xs break-words whitespace-normal">{type}</TableCell>
            <TableCell className="min-w-56 whitespace-normal">
              <span lang="en">{meaning}</span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
