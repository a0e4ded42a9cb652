import type { Tx } from "@/server/platform/db";
import { TROUBLE_SOURCES, type TroubleSource } from "./rules";

/** Something that does not work now. */
export type Trouble = {
  readonly troubleId: string;
  /** Null for the network as a whole. */
  readonly walletId: string | null;
  readonly walletName: string | null;
  readonly source: TroubleSource;
  readonly note: string;
  readonly beganAtMs: number;
};

/** What does not work now, the longest first. It is the same for everybody. */
export async function listTroubles(tx: Tx): Promise<Trouble[]> {
  const rows = await tx.serviceTrouble.findMany({
    where: { endedAt: null },
    orderBy: { beganAt: "asc" },
    take: 20,
    select: { id: true, walletId: true, source: true, note: true, beganAt: true },
  });
  if (rows.length === 0) return [];
  const wallets = await tx.wallet.findMany({ select: { id: true, name: true } });
  const names = new Map(wallets.map(({ id, name }) => [id, name]));
  return rows.map(({ id, walletId, source, note, beganAt }) => ({
    troubleId: id,
    walletId,
    walletName: walletId === null ? null : (names.get(walletId) ?? walletId),
    source: TROUBLE_SOURCES.find((known) => known === source) ?? "operator",
    note,
    beganAtMs: beganAt.getTime(),
  }));
}

/** The wallets that an operator can name. */
export async function listWalletNames(tx: Tx): Promise<{ readonly id: string; readonly name: string }[]> {
  return tx.wallet.findMany({ orderBy: { sortOrder: "asc" }, select: { id: true, name: true } });
}
