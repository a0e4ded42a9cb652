"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { DateTime } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { OPERATOR_ROLES } from "@/server/kernel/permissions";
import { BlockPerson } from "./block-person";
import { RevokeRole } from "./revoke-role";
import { StaffAccess } from "./staff-access";

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
        </tr>
      </TableHead>
      <TableBody>
        {data.map((person) => {
          const isFree = mayManage && !person.self;
          const name = person.name === "" ? person.email : person.name;
          return (
            <TableRow key={person.personId}>
              <TableCell>
                <span className="font-bold">{name}</span>{" "}
                {person.self ? <Badge tone="info">{words("self")}</Badge> : null}
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
                <span className="flex flex-col items-start gap-1">
                  <StateBadge tone={person.blockedAtMs === null ? "good" : "attention"}>
                    {words(person.blockedAtMs === null ? "usable" : "blocked")}
                  </StateBadge>
                  {isFree ? (
                    <span className="flex flex-wrap items-center gap-x-2">
                      <StaffAccess
                        personId={person.personId}
                        name={name}
                        hasFactor={person.factors.length > 0}
                      />
                      <BlockPerson
                        personId={person.personId}
                        name={name}
                        isBlocked={person.blockedAtMs !== null}
                      />
                    </span>
                  ) : null}
                </span>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
