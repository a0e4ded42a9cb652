import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { FIGURES } from "../../statement/queries";

/**
 * A part of the statements whose period ends in a month ("2026-11"), oldest first: what an accountant files together.
 * @throws DomainError not_found for a statement to go on after that is not the merchant's
 */
export async function listMonthStatements(
  tx: Tx,
  _scope: MerchantScope,
  args: { month: string; afterStatement?: string | undefined; limit: number },
) {
  const rows = await tx.statement.findMany({
    where: {
      throughOn: { gte: `${args.month}-01`, lte: `${args.month}-31` },
      ...(args.afterStatement !== undefined && (await laterThan(tx, args.afterStatement))),
    },
    select: FIGURES,
    orderBy: [{ throughOn: "asc" }, { id: "asc" }],
    take: args.limit + 1,
  });
  const statements = rows.slice(0, args.limit);
  const groupIds = [...new Set(statements.map(({ payoutGroupId }) => payoutGroupId))];
  const groups = await tx.payoutGroup.findMany({
    where: { id: { in: groupIds } },
    select: { id: true, name: true },
  });
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return {
    statements: statements.map((row) => ({ ...row, groupName: names.get(row.payoutGroupId) ?? "" })),
    next: rows.length > args.limit ? (statements.at(-1)?.id ?? null) : null,
  };
}

export type MonthStatement = Awaited<ReturnType<typeof listMonthStatements>>["statements"][number];

async function laterThan(tx: Tx, statementId: string) {
  const last = await tx.statement.findUnique({ where: { id: statementId }, select: { throughOn: true } });
  if (!last) throw new DomainError("not_found");
  const { throughOn } = last;
  return { OR: [{ throughOn: { gt: throughOn } }, { throughOn, id: { gt: statementId } }] };
}
