import type { NewMerchant, NewStore } from "@/server/merchants/commands";

/** A merchant that comes into the network with its contract and its registrations, as a bulk load brings it. */
export type ImportedMerchant = Omit<NewMerchant, "tenantId" | "stores"> & {
  /** The number that it had before; another load of the same finds it by this. */
  readonly externalNumber?: string;
  /** With what stands on their tills already and goes on working. */
  readonly stores: readonly (NewStore & { readonly legacyCodes?: readonly string[] })[];
  /** Becomes the id, so that a repeated load finds what it made. */
  readonly tenantId: string;
  readonly state: "active" | "suspended";
  readonly joinedAtMs: number;
  readonly feeBasisPoints: number;
  /** Wallets that the store is registered with already, by store. */
  readonly wallets: readonly {
    readonly walletId: string;
    readonly state: "approved" | "rejected" | "waiting";
  }[];
};

/** What a merchant has become: the ids that payments and posters need. */
export type ImportedStore = {
  readonly tenantId: string;
  readonly payoutGroupId: string;
  readonly storeId: string;
  readonly codeId: string;
};
