import { recordAudit } from "@/server/audit/commands";
import { addDays, instant, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";

type Hold = { readonly merchantId: string; readonly holds: boolean; readonly reason: string };

/**
 * Says whether payouts wait while a dispute is open. A version of the contract that has held for a day stays as it was:
 * from today on another one takes its place, with the same terms but this. Versions that begin today or later have not
 * held for a day yet, and say it from their beginning. What waits and what goes on is reviewed within a minute, and
 * before every file. @throws DomainError not_found
 */
export async function holdForDisputes(deps: Deps<OperatorScope>, input: Hold): Promise<void> {
  const { merchantId, holds, reason } = input;
  const today = jstDay(deps.now);
  await deps.transact(async (tx) => {
    await sqlOfTx(tx)("SELECT 1 FROM contract WHERE merchant_id = $1 ORDER BY id FOR UPDATE", [merchantId]);
    const open = await listOpenVersions(tx, merchantId, today);
    const inForce = open.find((version) => version.validFromOn <= today) ?? open.at(-1);
    if (!inForce) throw new DomainError("not_found");
    if (open.every((version) => version.holdsForDisputes === holds)) return;
    const isReplaced = inForce.validFromOn < today;
    // From the last one back, so that each number is free when it is taken.
    for (const version of open.filter((one) => one !== inForce || !isReplaced)) {
      const moved = isReplaced ? { version: version.version + 1 } : {};
      await tx.contract.update({
        where: { id: version.id },
        data: { ...moved, holdsForDisputes: holds },
        select: { id: true },
      });
    }
    if (isReplaced) await replace(tx, deps, inForce, { today, holds });
    await recordAudit(tx, deps, {
      action: "contract.hold_for_disputes",
      subjectId: merchantId,
      tenantId: inForce.tenantId,
      before: { holds: inForce.holdsForDisputes },
      after: { holds, reason },
    });
  });
}

/** The versions that hold on a day or will later, whole, the last one first. */
function listOpenVersions(tx: Tx, merchantId: string, day: string) {
  return tx.contract.findMany({
    where: { merchantId, OR: [{ validThroughOn: null }, { validThroughOn: { gte: day } }] },
    orderBy: { version: "desc" },
  });
}

type Version = Awaited<ReturnType<typeof listOpenVersions>>[number];

async function replace(
  tx: Tx,
  deps: Deps<OperatorScope>,
  version: Version,
  { today, holds }: { readonly today: ReturnType<typeof jstDay>; readonly holds: boolean },
): Promise<void> {
  await tx.contract.update({
    where: { id: version.id },
    data: { validThroughOn: addDays(today, -1) },
    select: { id: true },
  });
  await tx.contract.create({
    data: {
      ...version,
      id: deps.newId("contract"),
      version: version.version + 1,
      validFromOn: today,
      holdsForDisputes: holds,
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
}
