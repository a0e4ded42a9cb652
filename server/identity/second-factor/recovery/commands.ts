import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { Tx } from "@/server/platform/db";
import { type FactorDeps, recoveryHash } from "../commands";
import { newRecoveryCode, normaliseRecoveryCode, RECOVERY_CODES } from "../rules";

/**
 * Makes ten recovery codes in place of those before. They are shown this once: only hashes are kept.
 * @throws DomainError not_found for a person without a second factor
 */
export async function renewRecoveryCodes(deps: FactorDeps): Promise<{ codes: string[] }> {
  const { personId } = deps.scope;
  return deps.transact(async (tx) => {
    const factors = await tx.secondFactor.count({ where: { personId, confirmedAt: { not: null } } });
    if (factors === 0) throw new DomainError("not_found");
    return { codes: await writeRecoveryCodes(tx, deps) };
  });
}

/** The same inside the transaction that sets up the first factor. */
export async function writeRecoveryCodes(tx: Tx, deps: FactorDeps): Promise<string[]> {
  const { personId } = deps.scope;
  const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(deps.random));
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({
      id: deps.newId("recoveryCode"),
      personId,
      codeHash: recoveryHash(personId, normaliseRecoveryCode(code)),
      createdAt: instant(deps.wallMs),
    })),
  });
  await recordAudit(tx, deps, {
    action: "second_factor.recovery_codes",
    subjectId: personId,
    tenantId: null,
    after: { count: codes.length },
  });
  return codes;
}
