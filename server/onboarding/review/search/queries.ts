import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { type ApplicationState, toApplicationState } from "../../rules";
import { STATES_OF } from "../queue/rules";
import type { QueueFilter } from "../queue/schema";

export type FoundCase = {
  readonly id: string;
  readonly tradeName: string;
  readonly prefecture: string;
  readonly state: ApplicationState;
  /** The part of the queue that it stands in. */
  readonly filter: QueueFilter;
};

const SHOWN = 8;
const WAITING = ["open", "recommended", "returned"] as const;

/**
 * Applications that are still decided upon, by a part of the shop's name, by their id or by a corporate number; the
 * longest waiting first. They are few beside the network, so the names are read along the index of the states.
 */
export async function findCases(tx: Tx, _scope: OperatorScope, text: string): Promise<FoundCase[]> {
  const plain = text.normalize("NFKC").trim();
  const literal = plain.replace(/[\\%_]/g, "\\$&");
  const found = await tx.application.findMany({
    where: {
      state: { in: WAITING.flatMap((filter) => STATES_OF[filter]) },
      submittedAt: { not: null },
      OR: [
        { id: plain },
        { tenantId: plain },
        { corporateNumber: plain },
        { tradeName: { contains: literal, mode: "insensitive" } },
      ],
    },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: SHOWN,
    select: { id: true, tradeName: true, prefecture: true, state: true },
  });
  return found.map((one) => ({
    ...one,
    state: toApplicationState(one.state),
    filter: WAITING.find((filter) => STATES_OF[filter].includes(one.state)) ?? "open",
  }));
}
