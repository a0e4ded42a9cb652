import { type Day, instant, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope, PersonScope } from "@/server/kernel/scope";
import { openText } from "@/server/platform/crypto";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { periodOf } from "../retention/rules";
import { COPY_DAYS, type ErasureLine, erasurePlan, REQUEST_KINDS, type RequestKind } from "./rules";
import { type ListRequests, sealedRequest } from "./schema";

const DAY_MS = 86_400_000;
const PAGE = 50;

/** Binds the ciphertext of a request to its row. */
export function requestAad(id: string): string {
  return `privacy_request:${id}`;
}

/** A request as its person sees it. */
export type OwnRequest = {
  readonly id: string;
  readonly kind: RequestKind;
  readonly state: string;
  readonly words: string;
  readonly answer: string;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  /** Until when a released copy can be taken; null when there is none. */
  readonly copyUntil: Date | null;
};

const COLUMNS = {
  id: true,
  kind: true,
  state: true,
  sealed: true,
  requestedAt: true,
  dueAt: true,
  decidedAt: true,
  personId: true,
  tenantId: true,
} as const;

type About = { readonly personId: string; readonly tenantId: string | null };
type Row = Omit<OwnRequest, "kind" | "words" | "answer" | "copyUntil"> &
  About & { readonly kind: string; readonly sealed: Uint8Array };

function opened({ sealed, kind, ...row }: Row): OwnRequest & About {
  const { words, answer } = sealedRequest.parse(JSON.parse(openText(sealed, requestAad(row.id))));
  const known = REQUEST_KINDS.find((one) => one === kind) ?? "correction";
  const releasedAt = known === "copy" && row.state === "done" ? row.decidedAt : null;
  const copyUntil = releasedAt && instant(releasedAt.getTime() + COPY_DAYS * DAY_MS);
  return { ...row, kind: known, words, answer, copyUntil };
}

/** The requests of one person, newest first; there are few. */
export async function listOwnRequests(tx: Tx, scope: PersonScope): Promise<OwnRequest[]> {
  const rows = await tx.privacyRequest.findMany({
    where: { personId: scope.personId },
    orderBy: { id: "desc" },
    take: PAGE,
    select: COLUMNS,
  });
  return rows.map(opened);
}

/** One line of the desk's list. */
export type DeskRequest = OwnRequest & {
  readonly personName: string;
  readonly email: string;
  readonly merchantName: string;
};

export type DeskPage = { readonly requests: readonly DeskRequest[]; readonly nextCursor: string | null };

/** The desk's list: open ones by what is due first, closed ones newest first. */
export async function listDeskRequests(tx: Tx, _scope: OperatorScope, args: ListRequests): Promise<DeskPage> {
  const isOpen = args.state === "open";
  const found = await tx.privacyRequest.findMany({
    where: {
      state: isOpen ? "open" : { not: "open" },
      id: isOpen ? { gt: args.cursor } : { lt: args.cursor },
    },
    // Every request has the same time to be answered, so the order of ids is the order of what is due.
    orderBy: { id: isOpen ? "asc" : "desc" },
    take: PAGE + 1,
    select: COLUMNS,
  });
  const page = found.slice(0, PAGE).map(opened);
  const nameOf = await namesOf(sqlOfTx(tx), page);
  return {
    requests: page.map((one) => ({ ...one, ...nameOf(one) })),
    nextCursor: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

type Names = Pick<DeskRequest, "personName" | "email" | "merchantName">;

async function namesOf(sql: Sql, requests: readonly About[]): Promise<(one: About) => Names> {
  const people = await sql<{ id: string; name: string; email: string }>(
    "SELECT id, name, email FROM person WHERE id = ANY($1::text[])",
    [requests.map(({ personId }) => personId)],
  );
  const merchants = await sql<{ id: string; name: string }>(
    "SELECT tenant_id AS id, trade_name AS name FROM application WHERE tenant_id = ANY($1::text[])",
    [requests.flatMap(({ tenantId }) => tenantId ?? [])],
  );
  const byId = new Map(people.map((person) => [person.id, person]));
  const names = new Map(merchants.map(({ id, name }) => [id, name]));
  return ({ personId, tenantId }) => ({
    personName: byId.get(personId)?.name ?? "",
    email: byId.get(personId)?.email ?? "",
    merchantName: names.get(tenantId ?? "") ?? "",
  });
}

/** A request with what an erasure would do. @throws DomainError not_found */
export async function getDeskRequest(
  tx: Tx,
  _scope: OperatorScope,
  { requestId, nowMs }: { requestId: string; nowMs: number },
): Promise<DeskRequest & { readonly plan: readonly ErasureLine[] }> {
  const row = await tx.privacyRequest.findUnique({ where: { id: requestId }, select: COLUMNS });
  if (!row) throw new DomainError("not_found");
  const sql = sqlOfTx(tx);
  const request = opened(row);
  const nameOf = await namesOf(sql, [request]);
  const plan = request.kind === "erasure" ? await readErasurePlan(sql, row, nowMs) : [];
  return { ...request, ...nameOf(request), plan };
}

type FactRow = {
  readonly application: string | null;
  readonly merchant: boolean;
  readonly identificationMs: number | null;
  readonly booksMs: number | null;
  readonly holdsRole: boolean;
};

/** Reads what is known of the person and decides by the rules what can go. */
export async function readErasurePlan(sql: Sql, about: About, nowMs: number): Promise<ErasureLine[]> {
  const [facts] = await sql<FactRow>(
    `SELECT a.state AS application, m.id IS NOT NULL AS merchant,
            (extract(epoch FROM m.terminated_at + interval '${periodOf("approved_applications")}') * 1000)::float8
              AS "identificationMs",
            (extract(epoch FROM m.terminated_at + interval '${periodOf("books")}') * 1000)::float8 AS "booksMs",
            EXISTS (SELECT 1 FROM membership x LEFT JOIN merchant y ON y.id = x.tenant_id
                    WHERE x.person_id = $1 AND x.revoked_at IS NULL
                      AND (x.tenant_id IS NULL OR (y.id IS NOT NULL AND y.terminated_at IS NULL))) AS "holdsRole"
     FROM (SELECT $2::text AS tenant_id) t
     LEFT JOIN application a ON a.tenant_id = t.tenant_id AND a.applicant_id = $1 AND a.erased_at IS NULL
     LEFT JOIN merchant m ON m.id = a.tenant_id`,
    [about.personId, about.tenantId],
  );
  const dayOf = (ms: number | null): Day | null => (ms === null ? null : jstDay(ms));
  if (!facts) return [];
  const { application, merchant, identificationMs, booksMs, holdsRole } = facts;
  const standing = {
    identificationUntilOn: dayOf(identificationMs),
    booksUntilOn: dayOf(booksMs),
    identificationOver: identificationMs !== null && identificationMs <= nowMs,
  };
  return erasurePlan({ application, holdsRole, merchant: merchant ? standing : null });
}
