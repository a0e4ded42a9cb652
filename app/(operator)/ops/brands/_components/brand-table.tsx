"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ListDialog, restOf } from "@/app/_components/merchants/list-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { ChangeBrand } from "./change-brand";

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
                  <ChangeBrand brand={brand} />
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
  const trpc = useTRPC();
  const queries = useQueryClient();
  const join = useMutation(trpc.brands.join.mutationOptions());
  const rest = restOf(join.data?.unknown ?? []);
  return (
    <ListDialog
      action={words("join")}
      target={name}
      label={words("joinList")}
      isPending={join.isPending}
      onSend={(list, clear) =>
        join.mutate(
          { brandId, list },
          {
            onSuccess: async () => {
              await queries.invalidateQueries(trpc.brands.pathFilter());
              clear();
            },
          },
        )
      }
      result={
        join.data && {
          text: words("joined", { count: join.data.joined }),
          rest: rest && words("unknown", { lines: rest }),
        }
      }
      error={join.error}
      failed={words("failed")}
    />
  );
}
