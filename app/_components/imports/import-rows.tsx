"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { Tone } from "@/app/_ui/tone";
import { columnName } from "@/server/directory/import/columns/rules";
import type { ImportedRow } from "@/server/directory/import/files/queries";
import { ROW_OUTCOMES, type RowOutcome } from "@/server/directory/import/files/rules";
import { ROW_REASONS } from "@/server/directory/import/stores/rules";
import { isUnderWay } from "./import-list";
import { type ImportSide, useImports } from "./side";

const TONES: Readonly<Record<RowOutcome, Tone>> = {
  create: "good",
  change: "info",
  keep: "neutral",
  fail: "attention",
};
const PAGE = 50;

const LOOK_AGAIN_MS = 2_000;

type RowsProps = { side: ImportSide; importId: string };

/** What becomes of each row: the reasons with their cells, and what was written otherwise than it is kept. */
export function ImportRows({ side, importId }: RowsProps) {
  const imports = useImports(side);
  const { data: view } = useSuspenseQuery(imports.get.queryOptions({ importId }));
  // Each state has rows of its own: the table begins anew with it.
  return <RowsOf key={view.state} side={side} importId={importId} isMoving={isUnderWay(view.state)} />;
}

function RowsOf({ side, importId, isMoving }: RowsProps & { isMoving: boolean }) {
  const words = useTranslations("imports.rows");
  const outcomes = useTranslations("imports.outcome");
  const imports = useImports(side);
  const [outcome, setOutcome] = useState<RowOutcome>();
  const [afterRow, setAfterRow] = useState(0);
  const { data } = useQuery({
    ...imports.rows.queryOptions({ importId, outcome, afterRow, limit: PAGE }),
    placeholderData: (before) => before,
    staleTime: 0,
    refetchInterval: isMoving ? LOOK_AGAIN_MS : false,
  });

  function show(next: RowOutcome | undefined) {
    setOutcome(next);
    setAfterRow(0);
  }

  const nextRow = data?.afterRow ?? null;
  return (
    <Card>
      <CardHeader title={words("title")} />
      <CardBody className="grid gap-4">
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">{words("filter")}</legend>
          {[undefined, ...ROW_OUTCOMES].map((one) => (
            <Button
              key={one ?? "all"}
              size="sm"
              variant={one === outcome ? "soft" : "secondary"}
              aria-pressed={one === outcome}
              onClick={() => show(one)}
            >
              {one === undefined ? words("all") : outcomes(one)}
            </Button>
          ))}
        </fieldset>
        {data === undefined ? <Skeleton className="h-40" /> : <RowTable rows={data.rows} />}
        <div className="flex flex-wrap gap-3">
          {afterRow > 0 ? (
            <Button variant="quiet" onClick={() => setAfterRow(0)}>
              {words("first")}
            </Button>
          ) : null}
          {nextRow === null ? null : (
            <Button variant="secondary" onClick={() => setAfterRow(nextRow)}>
              {words("next")}
            </Button>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function RowTable({ rows }: { rows: readonly ImportedRow[] }) {
  const words = useTranslations("imports.rows");
  const outcomes = useTranslations("imports.outcome");
  if (rows.length === 0) return <p className="text-muted">{words("none")}</p>;
  return (
    <Table label={words("title")}>
      <TableHead>
        <tr>
          <TableHeader>{words("row")}</TableHeader>
          <TableHeader>{words("outcome")}</TableHeader>
          <TableHeader>{words("number")}</TableHeader>
          <TableHeader>{words("name")}</TableHeader>
          <TableHeader>{words("detail")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.row}>
            <TableCell figures>{row.row + 1}</TableCell>
            <TableCell>
              <Badge tone={TONES[row.outcome]}>{outcomes(row.outcome)}</Badge>
            </TableCell>
            <TableCell className="tabular">{row.number}</TableCell>
            <TableCell>{row.name}</TableCell>
            <TableCell className="min-w-72 whitespace-normal">
              <Details row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Details({ row }: { row: ImportedRow }) {
  const words = useTranslations("imports.rows");
  const reasons = useTranslations("imports.reason");
  const locale = useLocale();
  const column = (field: string) => columnName(field, locale === "ja" ? "ja" : "en");
  return (
    <ul className="grid gap-1">
      {row.problems.map(({ field, cell, reason, value, other }) => {
        const known = ROW_REASONS.find((one) => one === reason) ?? "required";
        return (
          <li key={`${field} ${reason}`}>
            <b>
              {cell} {column(field)}
            </b>{" "}
            {reasons(known, { other: `${(other ?? 0) + 1}` })}
            {value === "" ? null : <span className="text-muted"> 「{value}」</span>}
          </li>
        );
      })}
      {row.notes.map(({ field, from, to }) => (
        <li key={field} className="text-sm text-muted">
          {words("note", { field: column(field), from: from === "" ? words("empty") : from, to })}
        </li>
      ))}
    </ul>
  );
}
