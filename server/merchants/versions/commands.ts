import { recordAudit } from "@/server/audit/commands";
import { instant, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { seal } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { searchAgain } from "../stores/commands";

/** What of the contract's facts changes. */
export type MerchantChange =
  | { readonly kind: "legal_name"; readonly legalName: string; readonly legalNameKana: string }
  | {
      readonly kind: "address";
      readonly postalCode: string;
      readonly prefecture: string;
      readonly prefectureCode: string;
      readonly city: string;
      readonly addressLine: string;
    }
  | {
      readonly kind: "representative";
      readonly name: string;
      readonly nameKana: string;
      readonly birthOn: string;
    };

type VersionDeps = Pick<Deps, "actor" | "requestId" | "now" | "newId">;

/** Binds the ciphertext of a representative to the version that names them. */
export function representativeAad(versionId: string): string {
  return `merchant_version:${versionId}`;
}

const FACTS = {
  approvedAt: true,
  createdAt: true,
  legalName: true,
  legalNameKana: true,
  postalCode: true,
  prefecture: true,
  city: true,
  addressLine: true,
} as const;

/**
 * Writes a new version of a merchant that holds from today on (JST), inside the caller's transaction; the first change
 * also keeps what held before. The network knows a merchant's name and address, so that those make its stores be told
 * of anew.
 * @returns the stores whose facts at the network are outdated now
 * @throws DomainError not_found
 */
export async function addMerchantVersion(
  tx: Tx,
  deps: VersionDeps,
  input: { readonly tenantId: string; readonly changeId: string; readonly change: MerchantChange },
): Promise<{ readonly storeIds: readonly string[] }> {
  const { tenantId, changeId, change } = input;
  await sqlOfTx(tx)("SELECT 1 FROM merchant WHERE id = $1 FOR UPDATE", [tenantId]);
  const merchant = await tx.merchant.findUnique({ where: { id: tenantId }, select: FACTS });
  if (!merchant) throw new DomainError("not_found");
  const { approvedAt, createdAt, ...before } = merchant;
  const last = await lastVersion(tx, deps, {
    tenantId,
    fromOn: jstDay((approvedAt ?? createdAt).getTime()),
    before,
  });
  const id = deps.newId("merchantVersion");
  const { kind, ...changed } = change;
  const facts = kind === "representative" ? {} : changed;
  const { prefectureCode: _code, ...kept }: typeof facts & { prefectureCode?: string } = facts;
  const representative =
    kind === "representative" ? seal(JSON.stringify(changed), representativeAad(id)) : null;
  await tx.merchantVersion.create({
    data: {
      ...before,
      ...kept,
      id,
      tenantId,
      version: last + 1,
      validFromOn: jstDay(deps.now),
      sealed: representative?.data ?? null,
      keyId: representative?.keyId ?? null,
      changeId,
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
  if (kind !== "representative") {
    await tx.merchant.update({ where: { id: tenantId }, data: facts, select: { id: true } });
    await searchAgain(sqlOfTx(tx), tenantId);
  }
  await recordAudit(tx, deps, {
    action: "merchant.change",
    subjectId: tenantId,
    tenantId,
    before,
    after: { ...before, ...kept, kind, version: last + 1 },
  });
  return { storeIds: kind === "representative" ? [] : await outdateStores(tx, tenantId) };
}

type Facts = {
  readonly legalName: string;
  readonly legalNameKana: string;
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
};

/** The number of the newest version; the first is made of what held from the beginning. */
async function lastVersion(
  tx: Tx,
  deps: VersionDeps,
  first: { readonly tenantId: string; readonly fromOn: string; readonly before: Facts },
): Promise<number> {
  const last = await tx.merchantVersion.findFirst({
    where: { tenantId: first.tenantId },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  if (last) return last.version;
  await tx.merchantVersion.create({
    data: {
      ...first.before,
      id: deps.newId("merchantVersion"),
      tenantId: first.tenantId,
      version: 1,
      validFromOn: first.fromOn,
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
  return 1;
}

async function outdateStores(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await sqlOfTx(tx)<{ id: string }>(
    `UPDATE store SET facts_version = facts_version + 1 WHERE merchant_id = $1 AND state <> 'terminated' RETURNING id`,
    [tenantId],
  );
  return rows.map(({ id }) => id);
}
