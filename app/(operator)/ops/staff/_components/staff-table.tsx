"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { DateTime } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { OPERATOR_ROLES } from "@/server/kernel/permissions";
import { RevokeRole } from "./revoke-role";
import { StaffMenu } from "./staff-menu";

/** Everyone with a role at the operator. */
export function StaffTable({ mayManage }: { mayManage: boolean }) {
  const words = useTranslations("ops.staff");
  const roleNames = useTranslations("identity.roles");
  const security = useTranslations("security");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.staff.list.queryOptions());
  const nameOf = (role: string) => {
    const known = OPERATOR_ROLES.find((one) => one === role);
    return known === undefined ? role : roleNames(known);
  };
  return (
    <Table label={words("list")}>
      <TableHead>
        <tr>
          <TableHeader>{words("person")}</TableHeader>
          <TableHeader>{words("roles")}</TableHeader>
          <TableHeader>{words("factor")}</TableHeader>
          <TableHeader>{words("lastSignIn")}</TableHeader>
          <TableHeader>{words("state")}</TableHeader>
          <TableHeader>
            <span className="sr-only">{words("actions", { name: "" })}</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {data.map((person) => {
          const isFree = mayManage && !person.self;
          const name = person.name === "" ? person.email : person.name;
          return (
            <TableRow key={person.personId}>
              <TableCell>
                <span className="font-bold">{name}</span>
                {person.self ? (
                  <Badge tone="info" className="ml-2">
                    {words("self")}
                  </Badge>
                ) : null}
                {person.name === "" ? null : <span className="block text-xs text-muted">{person.email}</span>}
              </TableCell>
              <TableCell>
                <ul className="flex flex-wrap items-center gap-2">
                  {person.roles.map(({ membershipId, role }) => (
                    <li key={membershipId} className="flex items-center">
                      <Badge>{nameOf(role)}</Badge>
                      {isFree ? (
                        <RevokeRole membershipId={membershipId} role={nameOf(role)} name={name} />
                      ) : null}
                    </li>
                  ))}
                </ul>
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {person.factors.length === 0 ? (
                  <StateBadge tone="waiting">{words("factorNone")}</StateBadge>
                ) : (
                  person.factors
                    .map((kind) => security(kind === "passkey" ? "kindPasskey" : "kindApp"))
                    .join(", ")
                )}
              </TableCell>
              <TableCell>
                {person.lastSignInAtMs === null ? (
                  words("never")
                ) : (
                  <DateTime value={new Date(person.lastSignInAtMs)} locale={locale} />
                )}
              </TableCell>
              <TableCell>
                <StateBadge tone={person.blockedAtMs === null ? "good" : "attention"}>
                  {words(person.blockedAtMs === null ? "usable" : "blocked")}
                </StateBadge>
              </TableCell>
              <TableCell className="text-right">
                {isFree ? (
                  <StaffMenu
                    personId={person.personId}
                    name={name}
                    hasFactor={person.factors.length > 0}
                    isBlocked={person.blockedAtMs !== null}
                  />
                ) : null}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
