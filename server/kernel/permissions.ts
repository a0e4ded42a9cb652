/**
 * The one table of who may do what. The gate of the API, the screens (`<Can>`) and the test that prints
 * role x procedure all read it. Merchant roles act inside one tenant, operator roles across the network.
 */
export const MERCHANT_ROLES = ["owner", "manager", "clerk", "accountant"] as const;
export const OPERATOR_ROLES = [
  "reviewer",
  "approver",
  "network_manager",
  "finance",
  "risk",
  "support",
  "auditor",
  "administrator",
] as const;

export type MerchantRole = (typeof MERCHANT_ROLES)[number];
export type OperatorRole = (typeof OPERATOR_ROLES)[number];
export type Role = MerchantRole | OperatorRole;

/** Where a permission acts: as the signed-in person alone, inside one tenant, or across the network. */
export type PermissionSide = "person" | "merchant" | "operator";

type PermissionRule = {
  readonly side: PermissionSide;
  readonly roles: readonly Role[];
  /** Needs a second factor given in this session within the last ten minutes. */
  readonly stepUp?: true;
  /** Open to a session whose second factor is still due: what it takes to give it. */
  readonly beforeSecondFactor?: true;
  /** May be used to change something while support looks at a merchant; everything else may only be read. */
  readonly whileViewing?: true;
};

const OWNER: readonly Role[] = ["owner"];
const STORE_STAFF: readonly Role[] = ["owner", "manager", "clerk", "accountant"];
const MANAGERS: readonly Role[] = ["owner", "manager"];
const BOOKS: readonly Role[] = ["owner", "accountant"];
const EVERYONE_IN_OPERATIONS: readonly Role[] = OPERATOR_ROLES;

export const PERMISSIONS = {
  // the person's own account
  "account:read": { side: "person", roles: [], beforeSecondFactor: true },
  "account:change": { side: "person", roles: [] },
  "application:start": { side: "person", roles: [] },
  "invitation:accept": { side: "person", roles: [] },
  "second_factor:give": { side: "person", roles: [], beforeSecondFactor: true, whileViewing: true },
  "second_factor:enrol": { side: "person", roles: [], beforeSecondFactor: true },
  "second_factor:change": { side: "person", roles: [], stepUp: true },
  // an applicant or a merchant's people
  "application:read": { side: "merchant", roles: OWNER },
  "application:edit": { side: "merchant", roles: OWNER },
  "application:submit": { side: "merchant", roles: OWNER },
  "merchant:change": { side: "merchant", roles: OWNER },
  "bank_account:change": { side: "merchant", roles: OWNER, stepUp: true },
  "store:read": { side: "merchant", roles: STORE_STAFF },
  "store:correct": { side: "merchant", roles: MANAGERS },
  "chain:read": { side: "merchant", roles: MANAGERS },
  "chain:manage": { side: "merchant", roles: MANAGERS },
  "franchise:grant": { side: "merchant", roles: OWNER },
  "code:read": { side: "merchant", roles: STORE_STAFF },
  "code:manage": { side: "merchant", roles: MANAGERS },
  "payment:read": { side: "merchant", roles: STORE_STAFF },
  "payment:note": { side: "merchant", roles: STORE_STAFF },
  "payment:refund": { side: "merchant", roles: MANAGERS },
  "dispute:read": { side: "merchant", roles: ["owner", "manager", "accountant"] },
  "dispute:answer": { side: "merchant", roles: MANAGERS },
  "payout:read": { side: "merchant", roles: BOOKS },
  "payout:early": { side: "merchant", roles: BOOKS },
  "integration:manage": { side: "merchant", roles: OWNER },
  "team:read": { side: "merchant", roles: MANAGERS },
  "team:manage": { side: "merchant", roles: OWNER },
  // operators
  "review:read": { side: "operator", roles: EVERYONE_IN_OPERATIONS },
  "review:recommend": { side: "operator", roles: ["reviewer", "approver"] },
  "review:return": { side: "operator", roles: ["reviewer", "approver"] },
  "review:approve": { side: "operator", roles: ["approver"] },
  "merchant:list": { side: "operator", roles: EVERYONE_IN_OPERATIONS },
  "merchant:organise": { side: "operator", roles: ["network_manager", "support"] },
  "merchant:export": { side: "operator", roles: ["network_manager", "support", "auditor", "administrator"] },
  "merchant:suspend": { side: "operator", roles: ["risk", "network_manager"] },
  "merchant:terminate": { side: "operator", roles: ["risk", "network_manager"] },
  "merchant:hold_payouts": { side: "operator", roles: ["risk", "finance"] },
  "brand:manage": { side: "operator", roles: ["network_manager"] },
  "store:import": { side: "operator", roles: ["network_manager", "administrator"] },
  "trouble:announce": { side: "operator", roles: ["network_manager", "support", "risk"] },
  "registration:correct": { side: "operator", roles: ["network_manager", "support"] },
  "printing:read": { side: "operator", roles: ["network_manager", "support", "auditor", "administrator"] },
  "printing:manage": { side: "operator", roles: ["network_manager", "support"] },
  "growth:plan": { side: "operator", roles: ["network_manager", "administrator"] },
  "announcement:send": { side: "operator", roles: ["network_manager", "support"] },
  "network:read": { side: "operator", roles: EVERYONE_IN_OPERATIONS },
  "settlement:read": { side: "operator", roles: ["finance", "auditor", "administrator", "support"] },
  "settlement:run": { side: "operator", roles: ["finance"] },
  "settlement:prepare": { side: "operator", roles: ["finance"] },
  "settlement:release": { side: "operator", roles: ["finance"], stepUp: true },
  "payout:hold": { side: "operator", roles: ["finance", "risk"] },
  "calendar:edit": { side: "operator", roles: ["finance"] },
  "terms:read": { side: "operator", roles: ["finance", "network_manager", "auditor", "administrator"] },
  "terms:propose": { side: "operator", roles: ["finance", "network_manager"] },
  "terms:approve": { side: "operator", roles: ["finance"], stepUp: true },
  "ledger:adjust": { side: "operator", roles: ["finance"] },
  "ledger:lock": { side: "operator", roles: ["finance"] },
  "ledger:read": { side: "operator", roles: ["finance", "auditor", "administrator"] },
  "reconciliation:settle": { side: "operator", roles: ["finance"] },
  "reconciliation:read": { side: "operator", roles: ["finance", "auditor"] },
  "risk:read": { side: "operator", roles: ["risk", "auditor", "administrator"] },
  "risk:act": { side: "operator", roles: ["risk"] },
  "dispute:list": { side: "operator", roles: ["risk", "finance", "support", "auditor", "administrator"] },
  "work:read": { side: "operator", roles: ["risk", "finance", "support", "auditor", "administrator"] },
  "work:settle": { side: "operator", roles: ["risk", "finance", "support"] },
  "staff:read": { side: "operator", roles: ["administrator", "auditor"] },
  "staff:manage": { side: "operator", roles: ["administrator"], stepUp: true },
  "support:view": { side: "operator", roles: ["support"], whileViewing: true },
  "privacy:read": { side: "operator", roles: ["support", "auditor", "administrator"] },
  "privacy:answer": { side: "operator", roles: ["support", "administrator"], stepUp: true },
  "audit:read": { side: "operator", roles: ["auditor", "administrator"] },
  "demo:seed": { side: "operator", roles: ["administrator"] },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role holds a permission. Permissions of the person side belong to everyone who is signed in. */
export function roleMay(role: Role, permission: Permission): boolean {
  const rule: PermissionRule = PERMISSIONS[permission];
  return rule.side === "person" || rule.roles.includes(role);
}

/** Whether a permission asks for a second factor that was given a moment ago. */
export function needsStepUp(permission: Permission): boolean {
  const rule: PermissionRule = PERMISSIONS[permission];
  return rule.stepUp === true;
}

/** Whether a permission may be used before the second factor of the session is given. */
export function isBeforeSecondFactor(permission: Permission): boolean {
  const rule: PermissionRule = PERMISSIONS[permission];
  return rule.beforeSecondFactor === true;
}

/** Whether support may use a permission to change something while it looks at a merchant. */
export function isWhileViewing(permission: Permission): boolean {
  const rule: PermissionRule = PERMISSIONS[permission];
  return rule.whileViewing === true;
}

/** Narrows a stored role. */
export function isMerchantRole(role: string): role is MerchantRole {
  return MERCHANT_ROLES.some((known) => known === role);
}

/** Narrows a stored role. */
export function isOperatorRole(role: string): role is OperatorRole {
  return OPERATOR_ROLES.some((known) => known === role);
}
