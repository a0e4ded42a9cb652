"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { Textarea } from "@/app/_ui/textarea";

const UNKNOWN_SHOWN = 10;

/** The signboards that there are, and the way to put merchants under one. */
export function BrandTable() {
  const words = useTranslations("ops.brands");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.brands.list.queryOptions());
  return (
    <Card>
      <CardHeader title={words("list")} />
      <CardBody>
        <Table label={words("list")}>
          <TableHead>
            <tr>
              <TableHeader>{words("name")}</TableHeader>
              <TableHeader>{words("headOffice")}</TableHeader>
              <TableHeader align="end">{words("merchants")}</TableHeader>
              <TableHeader align="end">{words("stores")}</TableHeader>
              <TableHeader>
                <span className="sr-only">{words("join")}</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {data.length === 0 ? <TableEmpty columns={5}>{words("none")}</TableEmpty> : null}
            {data.map((brand) => (
              <TableRow key={brand.brandId}>
                <TableCell className="font-bold">
                  <span className="inline-flex items-center gap-2">
                    <svg
                      viewBox="0 0 32 32"
                      aria-hidden
                      className="size-5"
                      fill={brand.color ?? "currentColor"}
                    >
                      {brand.mark === null ? (
                        <rect width="32" height="32" rx="6" />
                      ) : (
                        <path d={brand.mark} fillRule="evenodd" />
                      )}
                    </svg>
                    {brand.name}
                  </span>
                </TableCell>
                <TableCell>
                  <TextLink href={`/ops/merchants/${brand.headOfficeId}`}>{brand.headOfficeName}</TextLink>
                </TableCell>
                <TableCell figures>{brand.merchants.toLocaleString()}</TableCell>
                <TableCell figures>{brand.stores.toLocaleString()}</TableCell>
                <TableCell>
                  <JoinBrand brandId={brand.brandId} name={brand.name} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}

function JoinBrand({ brandId, name }: { brandId: string; name: string }) {
  const words = useTranslations("ops.brands");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [list, setList] = useState("");
  const join = useMutation(
    trpc.brands.join.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.brands.pathFilter());
        setList("");
      },
    }),
  );
  return (
    <Dialog
      size="md"
      trigger={
        <Button size="sm" variant="quiet">
          {words("join")}
        </Button>
      }
      title={`${words("join")}: ${name}`}
      closeLabel={common("close")}
      footer={
        <Button
          pending={join.isPending}
          disabled={list.trim() === ""}
          onClick={() => join.mutate({ brandId, list })}
        >
          {words("join")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label={words("joinList")}>
          {(control) => (
            <Textarea
              {...control}
              rows={8}
              spellCheck={false}
              value={list}
              onChange={(event) => setList(event.target.value)}
            />
          )}
        </Field>
        {join.data === undefined ? null : (
          <Alert
            live
            tone={join.data.unknown.length === 0 ? "good" : "waiting"}
            what={words("joined", { count: join.data.joined })}
            why={
              join.data.unknown.length === 0
                ? undefined
                : words("unknown", { lines: join.data.unknown.slice(0, UNKNOWN_SHOWN).join(" / ") })
            }
          />
        )}
        <ErrorAlert error={join.error} what={words("failed")} />
      </div>
    </Dialog>
  );
}
