import { instant } from "@/server/kernel/calendar";
import type { Tx } from "@/server/platform/db";
import { type Device, deviceOf } from "./rules";

/** A signed-in browser of a person. Instants are epoch milliseconds of wall time. */
export type OpenSession = {
  readonly sessionId: string;
  readonly device: Device;
  readonly startedAtMs: number;
  readonly seenAtMs: number;
  /** The one that asks. */
  readonly current: boolean;
};

/** A person's sessions that still hold, the latest first. */
export async function listSessions(
  tx: Tx,
  of: { readonly personId: string; readonly currentId: string; readonly wallMs: number },
): Promise<OpenSession[]> {
  const rows = await tx.session.findMany({
    where: { personId: of.personId, expiresAt: { gt: instant(of.wallMs) } },
    orderBy: { createdAt: "desc" },
    take: 50,
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    sessionId: id,
    device: deviceOf(userAgent),
    startedAtMs: createdAt.getTime(),
    seenAtMs: (lastSeenAt ?? createdAt).getTime(),
    current: id === of.currentId,
  }));
}
