import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { getSettings } from "./queries";
import type { SettingsChange } from "./schema";

/** Says what the merchant's stores do unless their area says otherwise. @throws DomainError not_permitted */
export async function changeSettings(deps: Deps<MerchantScope>, input: SettingsChange): Promise<void> {
  const { scope } = deps;
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
  const { tenantId } = scope;
  await deps.transact(async (tx) => {
    const { merchant: before } = await getSettings(tx, scope);
    const kept = { ...input, changedAt: instant(deps.now) };
    await tx.merchantSetting.upsert({
      where: { tenantId },
      create: { tenantId, ...kept },
      update: kept,
      select: { tenantId: true },
    });
    await recordAudit(tx, deps, {
      action: "merchant.settings",
      subjectId: tenantId,
      tenantId,
      before,
      after: input,
    });
  });
}
