import { instant } from "@/server/kernel/calendar";
import type { Tx } from "@/server/platform/db";
import { fingerprintsOf } from "../checks/queries";
import type { StoredApplication } from "../queries";
import { coolingOf } from "./rules";

/** Keeps the company and the representative of a refused application from applying again, inside the caller's transaction. */
export async function beginCoolDown(tx: Tx, application: StoredApplication, untilMs: number): Promise<void> {
  const untilAt = instant(untilMs);
  for (const fingerprint of coolingOf(fingerprintsOf(application.content.fields))) {
    await tx.coolDown.upsert({
      where: { fingerprint },
      create: { fingerprint, applicationId: application.id, untilAt },
      update: { applicationId: application.id, untilAt },
      select: { fingerprint: true },
    });
  }
}

/** Ends what a rejection had begun, because it was taken back. */
export async function endCoolDown(tx: Tx, applicationId: string): Promise<void> {
  await tx.coolDown.deleteMany({ where: { applicationId } });
}
