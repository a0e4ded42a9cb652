import type { NewMerchant } from "@/server/merchants/commands";

/** A merchant that comes into the network with its contract and its registrations, as a bulk load brings it. */
export type ImportedMerchant = Omit<NewMerchant, "tenantId"> & {
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
