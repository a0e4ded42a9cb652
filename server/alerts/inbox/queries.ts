import type { PersonScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { storedParams } from "../letters/schema";
import {
  type Delivery,
  deliveryOf,
  isNewsKind,
  NEWS_KINDS,
  type NewsKind,
  type NewsParams,
  newsRule,
} from "../news/rules";
import type { ListNotices } from "./schema";

/** The bell says "99+" beyond this, so nobody counts further. */
const MOST_COUNTED = 100;

/** Which of a person's places the inbox is read at: one tenant, or the operator's desk. */
type At = { readonly tenantId: string | null };

/** A line of the inbox. */
export type Notice = {
  readonly id: string;
  readonly kind: NewsKind;
  readonly params: NewsParams;
  readonly href: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

export type NoticePage = { readonly notices: readonly Notice[]; readonly nextCursor: string | null };

/** News of the place where the person acts and those about the person alone. */
function own(scope: PersonScope, at: At) {
  return {
    personId: scope.personId,
    inInbox: true,
    OR: [{ tenantId: at.tenantId }, { tenantId: null }],
  };
}

/** Newest first, by keyset on the id. */
export async function listNotices(tx: Tx, scope: PersonScope, args: ListNotices & At): Promise<NoticePage> {
  const found = await tx.notification.findMany({
    where: { ...own(scope, args), id: { lt: args.cursor }, ...(args.unreadOnly && { readAt: null }) },
    orderBy: { id: "desc" },
    take: args.limit + 1,
    select: { id: true, kind: true, params: true, href: true, createdAt: true, readAt: true },
  });
  const page = found.slice(0, args.limit);
  const notices = page.flatMap(({ kind, params, ...line }) =>
    isNewsKind(kind) ? [{ ...line, kind, params: storedParams.parse(params).params }] : [],
  );
  return { notices, nextCursor: found.length > args.limit ? (page.at(-1)?.id ?? null) : null };
}

/** How many lines are unread, at most `MOST_COUNTED`. */
export async function countUnread(tx: Tx, scope: PersonScope, at: At): Promise<number> {
  const found = await tx.notification.findMany({
    where: { ...own(scope, at), readAt: null },
    take: MOST_COUNTED,
    select: { id: true },
  });
  return found.length;
}

/** How every kind of news reaches the person now. */
export async function listDeliveries(
  tx: Tx,
  scope: PersonScope,
): Promise<(Delivery & { readonly kind: NewsKind; readonly mandatory: boolean })[]> {
  const chosen = await tx.notificationPreference.findMany({
    where: { personId: scope.personId },
    select: { kind: true, mail: true, inbox: true },
  });
  const byKind = new Map(chosen.map(({ kind, ...ways }) => [kind, ways]));
  return NEWS_KINDS.map((kind) => ({
    kind,
    mandatory: newsRule(kind).mandatory,
    ...deliveryOf(kind, byKind.get(kind)),
  }));
}
