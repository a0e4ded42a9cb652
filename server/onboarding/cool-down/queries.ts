import { instant } from "@/server/kernel/calendar";
import type { Tx } from "@/server/platform/db";
import { everyFingerprintOf } from "../checks/queries";
import type { Fields } from "../fields/rules";
import { coolingOf } from "./rules";

/** Until when nobody may hand in an application with this company or representative; null when nothing stands against it. */
export async function findCoolDown(
  tx: Tx,
  application: { readonly id: string; readonly fields: Fields },
  nowMs: number,
): Promise<Date | null> {
  const fingerprint = { in: coolingOf(everyFingerprintOf(application.fields)) };
  const found = await tx.coolDown.findFirst({
    where: { fingerprint, applicationId: { not: application.id }, untilAt: { gt: instant(nowMs) } },
    orderBy: { untilAt: "desc" },
    select: { untilAt: true },
  });
  return found?.untilAt ?? null;
}
