import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { caller } from "@/app/_trpc/server";
import { SECOND_FACTOR_PAGE } from "@/server/identity/rules";
import { isMerchantRole, type MerchantRole, type Permission, roleMay } from "@/server/kernel/permissions";

/** Where the signed-in person works, and what they may do there. */
export type OwnPlace = {
  readonly name: string;
  readonly role: MerchantRole;
  readonly may: (permission: Permission) => boolean;
  /** Has no second factor yet. */
  readonly unprotected: boolean;
};

/** The merchant that the person acts for. Whoever is not signed in or acts elsewhere is sent where their day begins. */
export const ownPlace = cache(async (): Promise<OwnPlace> => {
  const me = await (await caller()).account.me().catch(() => null);
  if (me === null) redirect("/signin");
  const { current, landing } = me;
  if (me.secondFactor === "due") redirect(SECOND_FACTOR_PAGE);
  // Support sees the place as its owner does, and may only read.
  if (me.viewing) return { name: me.viewing.name, role: "owner", may: mayRead, unprotected: false };
  if (current?.kind !== "merchant" || !current.live || !isMerchantRole(current.role)) redirect(landing);
  const { role, name } = current;
  const unprotected = me.secondFactor === "none";
  return { name, role, may: (permission) => roleMay(role, permission), unprotected };
});

function mayRead(permission: Permission): boolean {
  return permission.endsWith(":read") && roleMay("owner", permission);
}
