import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import type { AssumptionInput, TargetInput } from "../schema";

type Desk = Deps<OperatorScope>;

/** Sets the target line of the network, a prefecture, a category or a manager. */
export async function setTarget(deps: Desk, input: TargetInput): Promise<void> {
  const { scope, key, ...line } = input;
  const set = { ...line, setBy: deps.scope.personId, setAt: instant(deps.now) };
  await deps.transact(async (tx) => {
    await tx.growthTarget.upsert({
      where: { scope_key: { scope, key } },
      create: { scope, key, ...set },
      update: set,
      select: { key: true },
    });
    await recordAudit(tx, deps, {
      action: "target.set",
      subjectId: `${scope}:${key}`,
      tenantId: null,
      after: line,
    });
  });
}

/** Takes a target away; without one the network follows the plan of the launch. */
export async function removeTarget(
  deps: Desk,
  input: { readonly scope: string; readonly key: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    await tx.growthTarget.deleteMany({ where: input });
    const subjectId = `${input.scope}:${input.key}`;
    await recordAudit(tx, deps, { action: "target.remove", subjectId, tenantId: null });
  });
}

/** Says what is assumed of the market of Japan or of a prefecture. */
export async function setAssumption(deps: Desk, input: AssumptionInput): Promise<void> {
  const { key, ...values } = input;
  const set = { ...values, setBy: deps.scope.personId, setAt: instant(deps.now) };
  await deps.transact(async (tx) => {
    await tx.marketAssumption.upsert({
      where: { key },
      create: { key, ...set },
      update: set,
      select: { key: true },
    });
    await recordAudit(tx, deps, {
      action: "assumption.set",
      subjectId: `market:${key}`,
      tenantId: null,
      after: {
        cashlessBasisPoints: values.cashlessBasisPoints,
        spendingMinor: values.spendingMinor.toString(),
      },
    });
  });
}
