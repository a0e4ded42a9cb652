import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { caller } from "@/app/_trpc/server";
import { SECOND_FACTOR_PAGE } from "@/server/identity/rules";
import { isOperatorRole, type OperatorRole, type Permission, roleMay } from "@/server/kernel/permissions";

/** The role in which the signed-in person sits at the operator's desk, and what it may do. */
export type OwnDesk = {
  readonly personId: string;
  readonly role: OperatorRole;
  readonly may: (permission: Permission) => boolean;
};

/** The desk of the person. Whoever is not signed in or acts elsewhere is sent where their day begins. */
export const ownDesk = cache(async (): Promise<OwnDesk> => {
  const me = await (await caller()).account.me().catch(() => null);
  if (me === null) redirect("/signin");
  const role = me.current?.role ?? "";
  if (me.current?.kind === "operator" && me.secondFactor !== "given") redirect(SECOND_FACTOR_PAGE);
  if (me.current?.kind !== "operator" || !isOperatorRole(role)) redirect(me.landing);
  return { personId: me.id, role, may: (permission) => roleMay(role, permission) };
});
