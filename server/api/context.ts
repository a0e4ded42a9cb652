import type { MerchantRole, OperatorRole } from "@/server/kernel/permissions";

/** A membership as the gate needs it: an operator's has no tenant. */
export type ActiveMembership =
  | {
      readonly kind: "merchant";
      readonly id: string;
      readonly tenantId: string;
      readonly role: MerchantRole;
      readonly storeIds: readonly string[] | "all";
    }
  | { readonly kind: "operator"; readonly id: string; readonly role: OperatorRole };

/** The signed-in person of a request, read from the session row each time, so that a block or a new role acts at once. */
export type SignedIn = {
  readonly sessionId: string;
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly soundOn: boolean;
  readonly steppedUpAtMs: number | null;
  readonly memberships: readonly ActiveMembership[];
  /** The one that acts now: the person's choice, else the first. */
  readonly active: ActiveMembership | null;
};

/** What every procedure starts from. */
export type Context = {
  readonly requestId: string;
  readonly signedIn: SignedIn | null;
  /** Network address of the caller, for rate limits only; never logged or stored. */
  readonly clientAddress: string;
  readonly locale: string;
};
