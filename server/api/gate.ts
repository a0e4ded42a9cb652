import { DomainError } from "@/server/kernel/errors";
import { PERMISSIONS, type Permission, type PermissionSide, roleMay } from "@/server/kernel/permissions";
import { type MerchantScope, mintScope, type OperatorScope, type PersonScope } from "@/server/kernel/scope";
import type { ActiveMembership, Context, SignedIn } from "./context";

type ScopeBySide = { person: PersonScope; merchant: MerchantScope; operator: OperatorScope };

/** The scope that a permission acts in. */
export type ScopeOf<P extends Permission> = ScopeBySide[(typeof PERMISSIONS)[P]["side"]];

type Resolvers = { [S in PermissionSide]: (permission: Permission, signedIn: SignedIn) => ScopeBySide[S] };

const RESOLVERS: Resolvers = {
  person: (_permission, signedIn) => mintScope({ kind: "person", personId: signedIn.personId }),
  merchant: (permission, signedIn) => {
    const membership = holding(permission, signedIn.active);
    if (membership?.kind !== "merchant") throw new DomainError("not_permitted");
    const { tenantId, storeIds, role } = membership;
    return mintScope({ kind: "merchant", tenantId, storeIds, role, personId: signedIn.personId });
  },
  operator: (permission, signedIn) => {
    const membership = holding(permission, signedIn.active);
    if (membership?.kind !== "operator") throw new DomainError("not_permitted");
    return mintScope({ kind: "operator", role: membership.role, personId: signedIn.personId });
  },
};

function holding(permission: Permission, membership: ActiveMembership | null): ActiveMembership | null {
  return membership && roleMay(membership.role, permission) ? membership : null;
}

/**
 * The permission gate: the only place where a person's request becomes a scope.
 * @throws DomainError not_signed_in, not_permitted
 */
export function requireScope<P extends Permission>(
  permission: P,
  context: Pick<Context, "signedIn">,
): ScopeOf<P> {
  if (!context.signedIn) throw new DomainError("not_signed_in");
  const side: (typeof PERMISSIONS)[P]["side"] = PERMISSIONS[permission].side;
  const resolve: Resolvers[(typeof PERMISSIONS)[P]["side"]] = RESOLVERS[side];
  return resolve(permission, context.signedIn);
}
