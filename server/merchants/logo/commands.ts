import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import type { MerchantScope } from "@/server/kernel/scope";
import { sha256Hex } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { redrawLogo } from "./gateway";

const TAG_LENGTH = 16;

/** Shows a logo on the shopper's pages of all stores. @throws DomainError document_unreadable, document_small */
export async function changeLogo(
  deps: Deps<MerchantScope>,
  input: { readonly picture: string },
): Promise<void> {
  const picture = new Uint8Array(await redrawLogo(new Uint8Array(Buffer.from(input.picture, "base64"))));
  const tag = sha256Hex(picture).slice(0, TAG_LENGTH);
  const { tenantId } = deps.scope;
  const kept = { picture, tag, changedAt: instant(deps.now) };
  await deps.transact(async (tx) => {
    const before = await tagOf(tx, tenantId);
    await tx.merchantLogo.upsert({
      where: { tenantId },
      create: { tenantId, ...kept },
      update: kept,
      select: { tag: true },
    });
    await told(tx, deps, before, tag);
  });
}

/** Takes the logo off the shopper's pages; without one it changes nothing. */
export async function removeLogo(deps: Deps<MerchantScope>): Promise<void> {
  const { tenantId } = deps.scope;
  await deps.transact(async (tx) => {
    const before = await tagOf(tx, tenantId);
    if (before === null) return;
    await tx.merchantLogo.deleteMany({ where: { tenantId } });
    await told(tx, deps, before, null);
  });
}

async function tagOf(tx: Tx, tenantId: string): Promise<string | null> {
  return (await tx.merchantLogo.findUnique({ where: { tenantId }, select: { tag: true } }))?.tag ?? null;
}

async function told(
  tx: Tx,
  deps: Deps<MerchantScope>,
  before: string | null,
  after: string | null,
): Promise<void> {
  const { tenantId } = deps.scope;
  const [was, is] = [{ logo: before }, { logo: after }];
  await recordAudit(tx, deps, {
    action: "merchant.logo",
    subjectId: tenantId,
    tenantId,
    before: was,
    after: is,
  });
}
