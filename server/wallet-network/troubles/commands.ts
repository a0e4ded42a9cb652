import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { notifyEveryone } from "@/server/events/live/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope, SystemScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { AnnounceInput } from "./schema";

type OperatorDeps = Deps<OperatorScope>;

/** The id under which the whole network is spoken of. */
const NETWORK = "wallet-network";

/** Says to everybody that a wallet or the network does not work. @throws DomainError trouble_known, not_found */
export async function announceTrouble(deps: OperatorDeps, input: AnnounceInput): Promise<void> {
  const { walletId, note } = input;
  await deps.transact(async (tx) => {
    if (walletId !== null && !(await tx.wallet.findUnique({ where: { id: walletId }, select: { id: true } })))
      throw new DomainError("not_found");
    const made = await sqlOfTx(tx)<{ id: string }>(
      `INSERT INTO service_trouble (id, wallet_id, source, note, began_at, began_by)
       VALUES ($1, $2, 'operator', $3, to_timestamp($4::float8 / 1000), $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [deps.newId("trouble"), walletId, note, deps.now, deps.scope.personId],
    );
    if (made.length === 0) throw new DomainError("trouble_known");
    await recordAudit(tx, deps, {
      action: "trouble.announce",
      subjectId: walletId ?? NETWORK,
      tenantId: null,
      after: { walletId, note },
    });
    await notifyEveryone(sqlOfTx(tx), ["troubles"]);
  });
}

/** Says that it works again; saying so twice changes nothing. @throws DomainError not_found */
export async function endTrouble(deps: OperatorDeps, { troubleId }: { troubleId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const known = await tx.serviceTrouble.findUnique({
      where: { id: troubleId },
      select: { walletId: true, endedAt: true },
    });
    if (!known) throw new DomainError("not_found");
    if (known.endedAt) return;
    await tx.serviceTrouble.update({
      where: { id: troubleId },
      data: { endedAt: instant(deps.now), endedBy: deps.scope.personId },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "trouble.end",
      subjectId: known.walletId ?? NETWORK,
      tenantId: null,
      after: { troubleId },
    });
    await notifyEveryone(sqlOfTx(tx), ["troubles"]);
  });
}

/** Notes that calls to the network bring no answer, or that they do again. Repeating either changes nothing. */
export async function noteNetwork(
  deps: Deps<SystemScope>,
  standing: { readonly isSilent: boolean; readonly sinceMs: number },
): Promise<void> {
  await deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const changed = standing.isSilent
      ? await sql<{ id: string }>(
          `INSERT INTO service_trouble (id, wallet_id, source, note, began_at)
           VALUES ($1, NULL, 'calls', '', to_timestamp($2::float8 / 1000)) ON CONFLICT DO NOTHING RETURNING id`,
          [deps.newId("trouble"), standing.sinceMs],
        )
      : await sql<{ id: string }>(
          `UPDATE service_trouble SET ended_at = greatest(began_at, to_timestamp($1::float8 / 1000))
           WHERE source = 'calls' AND wallet_id IS NULL AND ended_at IS NULL RETURNING id`,
          [deps.now],
        );
    if (changed.length === 0) return;
    const action = standing.isSilent ? "trouble.found" : "trouble.over";
    await recordAuditSql(sql, deps, [{ action, subjectId: NETWORK, tenantId: null, after: { ...standing } }]);
    await notifyEveryone(sql, ["troubles"]);
  });
}
