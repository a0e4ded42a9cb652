import type { SecondFactorState } from "@/server/identity/second-factor/rules";
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

/** Support's look at a merchant, which ends by itself. */
export type Viewing = {
  readonly viewId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly endsAtMs: number;
};

/** The signed-in person of a request, read from the session row each time, so that a block or a new role acts at once. */
export type SignedIn = {
  readonly sessionId: string;
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly soundOn: boolean;
  /** When the second factor was last given in this session (epoch milliseconds of wall time). */
  readonly steppedUpAtMs: number | null;
  /** `due` bars the session until the factor is given; `none` bars an operator until one is set up. */
  readonly secondFactor: SecondFactorState;
  /** A merchant whose screens support looks at; nothing can be changed meanwhile. */
  readonly viewing: Viewing | null;
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
