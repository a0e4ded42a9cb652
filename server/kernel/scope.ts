import type { MerchantRole, OperatorRole } from "./permissions";

declare const minted: unique symbol;
type Minted = { readonly [minted]: true };

/** The signed-in person alone: own account, own applications. */
export type PersonScope = Minted & { readonly kind: "person"; readonly personId: string };

/** One tenant, and inside it all stores or some. */
export type MerchantScope = Minted & {
  readonly kind: "merchant";
  readonly tenantId: string;
  readonly storeIds: readonly string[] | "all";
  readonly personId: string;
  readonly role: MerchantRole;
};

/** The whole network, as one of the operator's people. */
export type OperatorScope = Minted & {
  readonly kind: "operator";
  readonly personId: string;
  readonly role: OperatorRole;
};

/** A process without a person: the network's messages, the shopper's page, a job. */
export type SystemScope = Minted & { readonly kind: "system"; readonly name: "ingest" | "shopper" | "jobs" };

export type Scope = PersonScope | MerchantScope | OperatorScope | SystemScope;

type Unminted<S> = S extends Minted ? Omit<S, keyof Minted> : never;

/**
 * The one mint of scopes. Only the permission gate (`server/api/gate.ts`), the entry points of processes and
 * tests call it; `tidy.test.ts` fails on any other caller.
 */
export function mintScope(scope: Unminted<PersonScope>): PersonScope;
export function mintScope(scope: Unminted<MerchantScope>): MerchantScope;
export function mintScope(scope: Unminted<OperatorScope>): OperatorScope;
export function mintScope(scope: Unminted<SystemScope>): SystemScope;
export function mintScope(scope: Unminted<Scope>): Scope {
  return scope as Scope;
}

/** Whether a store lies inside a merchant scope. */
export function scopeHasStore(scope: MerchantScope, storeId: string): boolean {
  return scope.storeIds === "all" || scope.storeIds.includes(storeId);
}
