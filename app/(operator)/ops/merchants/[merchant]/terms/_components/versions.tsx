"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RateTable } from "@/app/_components/settlement/rate-table";
import { TERM_NAMES, useTermText } from "@/app/_components/settlement/term-text";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";

/** A merchant's contract, its versions beside each other, and the rates of its own. */
export function Versions({ merchantId, mayPropose }: { merchantId: string; mayPropose: boolean }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const termText = useTermText();
  const { data } = useSuspenseQuery(trpc.settlement.terms.merchant.queryOptions({ merchantId }));
  const standing = (from: string, through: string | null) => {
    if (from > data.today) return words("future");
    return through !== null && through < data.today ? words("past") : words("current");
  };
  return (
    <>
      <Card>
        <CardHeader title={words("versions")} support={words("newVersionLead")} />
        <CardBody>
          <Table label={words("versions")}>
            <TableHead>
              <tr>
                <TableHeader>{words("title")}</TableHeader>
                {data.versions.map((one) => (
                  <TableHeader key={one.version}>
                    {words("version", { version: one.version })}{" "}
                    <Badge>{standing(one.validFromOn, one.validThroughOn)}</Badge>
                    <span className="tabular block font-normal">
                      {one.validThroughOn === null
                        ? words("from", { day: one.validFromOn })
                        : words("span", { from: one.validFromOn, through: one.validThroughOn })}
                    </span>
                  </TableHeader>
                ))}
              </tr>
            </TableHead>
            <TableBody>
              {TERM_NAMES.map((name) => (
                <TableRow key={name}>
                  <TableCell className="text-muted">{words(`term.${name}`)}</TableCell>
                  {data.versions.map((one) => (
                    <TableCell key={one.version}>{termText(one.terms, name)}</TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </CardBody>
      </Card>
      {data.rates.length === 0 ? null : (
        <Card>
          <CardHeader title={words("ownRates")} />
          <CardBody>
            <RateTable label={words("ownRates")} rates={data.rates} endOn={mayPropose ? data.today : null} />
          </CardBody>
        </Card>
      )}
    </>
  );
}
