import { isSteppedUp } from "@/server/identity/second-factor/rules";
import { DomainError } from "@/server/kernel/errors";
import {
  isBeforeSecondFactor,
  isWhileViewing,
  needsStepUp,
  PERMISSIONS,
  type Permission,
  type PermissionSide,
  roleMay,
} from "@/server/kernel/permissions";
import { type MerchantScope, mintScope, type OperatorScope, type PersonScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import type { ActiveMembership, Context, SignedIn, Viewing } from "./context";

/** A key that a request of a merchant's own system came with. */
export type GivenKey = {
  readonly keyId: string;
  readonly tenantId: string;
  readonly permissions: readonly Permission[];
};

type ScopeBySide = { person: PersonScope; merchant: MerchantScope; operator: OperatorScope };

/** The scope that a permission acts in. */
export type ScopeOf<P extends Permission> = ScopeBySide[(typeof PERMISSIONS)[P]["side"]];

type Resolvers = { [S in PermissionSide]: (permission: Permission, signedIn: SignedIn) => ScopeBySide[S] };

const RESOLVERS: Resolvers = {
  person: (_permission, signedIn) => mintScope({ kind: "person", personId: signedIn.personId }),
  merchant: (permission, signedIn) => {
    if (signedIn.viewing) return viewerScope(permission, signedIn, signedIn.viewing);
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

/** Support sees what the owner would see. */
function viewerScope(permission: Permission, signedIn: SignedIn, { tenantId }: Viewing): MerchantScope {
  if (signedIn.active?.kind !== "operator" || !roleMay(signedIn.active.role, "support:view"))
    throw new DomainError("not_permitted");
  if (!roleMay("owner", permission)) throw new DomainError("not_permitted");
  return mintScope({
    kind: "merchant",
    tenantId,
    storeIds: "all",
    role: "owner",
    personId: signedIn.personId,
  });
}

/**
 * The second factor: a session that owes one does nothing else first, an operator's needs one always, and some
 * permissions need one that was given within the last ten minutes.
 */
function requireSecondFactor(permission: Permission, { secondFactor, steppedUpAtMs }: SignedIn): void {
  const isOperators = PERMISSIONS[permission].side === "operator";
  const owes = secondFactor === "due" || (isOperators && secondFactor === "none");
  if (owes && !isBeforeSecondFactor(permission)) throw new DomainError("second_factor_required");
  if (needsStepUp(permission) && !isSteppedUp(steppedUpAtMs, wallNow()))
    throw new DomainError("step_up_required");
}

/**
 * The permission gate: the only place where a person's request becomes a scope.
 * @param type whether the request may change anything; what does not say so may
 * @throws DomainError not_signed_in, not_permitted, second_factor_required, step_up_required, view_only
 */
export function requireScope<P extends Permission>(
  permission: P,
  context: Pick<Context, "signedIn">,
  type: "query" | "mutation" | "subscription" = "mutation",
): ScopeOf<P> {
  const { signedIn } = context;
  if (!signedIn) throw new DomainError("not_signed_in");
  const side: (typeof PERMISSIONS)[P]["side"] = PERMISSIONS[permission].side;
  const resolve: Resolvers[(typeof PERMISSIONS)[P]["side"]] = RESOLVERS[side];
  if (signedIn.viewing && type !== "query" && !isWhileViewing(permission)) throw new DomainError("view_only");
  const scope = resolve(permission, signedIn);
  requireSecondFactor(permission, signedIn);
  return scope;
}

/**
 * The gate for a merchant's own systems: a key acts for all stores of its tenant, within the permissions that its
 * owner gave it. It has no role and no person, so what asks for either is refused.
 * @throws DomainError not_permitted
 */
export function requireKeyScope(permission: Permission, key: GivenKey): MerchantScope {
  if (!key.permissions.includes(permission) || !roleMay(KEY_ROLE, permission)) {
    throw new DomainError("not_permitted");
  }
  const { tenantId, keyId } = key;
  return mintScope({ kind: "merchant", tenantId, storeIds: "all", role: KEY_ROLE, personId: keyId });
}

/** Whatever is ticked for a key, it never does more than the person who keeps the books. */
const KEY_ROLE = "accountant";
