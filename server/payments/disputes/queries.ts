import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, type OperatorScope, scopeHasStore } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { lastFour } from "@/server/wallet-network/rules";
import { SHOWN_NUMBER, storesOf } from "../queries";
import {
  type DisputeAnswer,
  type DisputeStage,
  type DisputeState,
  EVIDENCE_KINDS,
  type EvidenceKind,
  toDisputeStage,
  toDisputeState,
} from "./rules";
import type { ListDisputesInput } from "./schema";

const PAGE_SIZE = 50;

export type Dispute = {
  readonly disputeId: string;
  readonly paymentId: string;
  /** Of the number that the shopper sees: the wallet's own where the wallet began the payment. */
  readonly last4: string;
  readonly tenantId: string;
  readonly merchantName: string;
  readonly storeName: string;
  readonly walletName: string;
  readonly stage: DisputeStage;
  readonly state: DisputeState;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly amountMinor: bigint;
  readonly openedAtMs: number;
  readonly dueAtMs: number;
  readonly answer: DisputeAnswer | null;
  readonly answerText: string;
  readonly answeredAtMs: number | null;
  readonly deliveredAtMs: number | null;
  readonly settledAtMs: number | null;
  readonly attempts: number;
};

export type Evidence = {
  readonly evidenceId: string;
  readonly kind: EvidenceKind;
  readonly pages: number;
  readonly addedAtMs: number;
};

type Row = {
  id: string;
  payment_id: string;
  shown_number: string;
  tenant_id: string;
  store_id: string;
  merchant_name: string;
  store_name: string;
  wallet_name: string;
  stage: string;
  state: string;
  reason_code: string;
  reason_text: string;
  amount_minor: bigint;
  opened_at: Date;
  due_at: Date;
  answer: string | null;
  answer_text: string;
  answered_at: Date | null;
  delivered_at: Date | null;
  settled_at: Date | null;
  attempts: number;
};

const SELECT = `
  SELECT d.id, d.payment_id, d.tenant_id, d.store_id, m.trade_name AS merchant_name, s.name AS store_name,
         w.name AS wallet_name, d.stage, d.state, d.reason_code, d.reason_text, d.amount_minor, d.opened_at, d.due_at,
         d.answer, d.answer_text, d.answered_at, d.delivered_at, d.settled_at, d.attempts,
         coalesce(${SHOWN_NUMBER}, d.payment_id) AS shown_number
  FROM dispute d JOIN store s ON s.id = d.store_id JOIN merchant m ON m.id = d.tenant_id
  JOIN wallet w ON w.id = d.wallet_id LEFT JOIN payment p ON p.id = d.payment_id`;

function disputeOf(row: Row): Dispute {
  return {
    disputeId: row.id,
    paymentId: row.payment_id,
    last4: lastFour(row.shown_number),
    tenantId: row.tenant_id,
    merchantName: row.merchant_name,
    storeName: row.store_name,
    walletName: row.wallet_name,
    stage: toDisputeStage(row.stage),
    state: toDisputeState(row.state),
    reasonCode: row.reason_code,
    reasonText: row.reason_text,
    amountMinor: row.amount_minor,
    openedAtMs: row.opened_at.getTime(),
    dueAtMs: row.due_at.getTime(),
    answer: row.answer === "contest" || row.answer === "accept" ? row.answer : null,
    answerText: row.answer_text,
    answeredAtMs: row.answered_at?.getTime() ?? null,
    deliveredAtMs: row.delivered_at?.getTime() ?? null,
    settledAtMs: row.settled_at?.getTime() ?? null,
    attempts: row.attempts,
  };
}

type DisputePage = { readonly disputes: readonly Dispute[]; readonly olderThan: string | null };

function pageOf(rows: readonly Row[]): DisputePage {
  const shown = rows.slice(0, PAGE_SIZE).map(disputeOf);
  return { disputes: shown, olderThan: rows.length > PAGE_SIZE ? (shown.at(-1)?.disputeId ?? null) : null };
}

/** Disputes of a person's own stores, newest first. */
export async function listOwnDisputes(
  tx: Tx,
  scope: MerchantScope,
  input: ListDisputesInput,
): Promise<DisputePage> {
  const rows = await sqlOfTx(tx)<Row>(
    `${SELECT} WHERE d.tenant_id = $1 AND ($2::text[] IS NULL OR d.store_id = ANY($2))
       AND ($3::text IS NULL OR d.state = $3) AND ($4::text IS NULL OR d.id < $4)
     ORDER BY d.id DESC LIMIT ${PAGE_SIZE + 1}`,
    [scope.tenantId, storesOf(scope), input.state ?? null, input.olderThan ?? null],
  );
  return pageOf(rows);
}

/** The newest dispute of a payment of one's own, or null. */
export async function findDisputeOf(
  tx: Tx,
  scope: MerchantScope,
  args: { readonly paymentId: string },
): Promise<Pick<Dispute, "disputeId" | "state"> | null> {
  const [row] = await sqlOfTx(tx)<{ id: string; state: string }>(
    `SELECT id, state FROM dispute WHERE payment_id = $1 AND tenant_id = $2
       AND ($3::text[] IS NULL OR store_id = ANY($3)) ORDER BY id DESC LIMIT 1`,
    [args.paymentId, scope.tenantId, storesOf(scope)],
  );
  return row ? { disputeId: row.id, state: toDisputeState(row.state) } : null;
}

/** How many disputes of a person's own stores wait for an answer. */
export async function countOpenDisputes(tx: Tx, scope: MerchantScope): Promise<number> {
  const [row] = await sqlOfTx(tx)<{ count: number }>(
    `SELECT count(*)::int AS count FROM dispute
     WHERE tenant_id = $1 AND state = 'opened' AND ($2::text[] IS NULL OR store_id = ANY($2))`,
    [scope.tenantId, storesOf(scope)],
  );
  return row?.count ?? 0;
}

/** Disputes of the whole network, newest first. */
export async function listDisputes(
  tx: Tx,
  _scope: OperatorScope,
  input: ListDisputesInput,
): Promise<DisputePage> {
  const rows = await sqlOfTx(tx)<Row>(
    `${SELECT} WHERE ($1::text IS NULL OR d.state = $1) AND ($2::text IS NULL OR d.id < $2)
     ORDER BY d.id DESC LIMIT ${PAGE_SIZE + 1}`,
    [input.state ?? null, input.olderThan ?? null],
  );
  return pageOf(rows);
}

export type DisputeCase = { readonly dispute: Dispute; readonly evidence: readonly Evidence[] };

/** One dispute with its papers. @throws DomainError not_found, also for one of others */
export async function getDispute(
  tx: Tx,
  scope: MerchantScope | OperatorScope,
  args: { readonly disputeId: string },
): Promise<DisputeCase> {
  const sql = sqlOfTx(tx);
  const [row] = await sql<Row>(`${SELECT} WHERE d.id = $1`, [args.disputeId]);
  const isOwn = (one: Row) =>
    scope.kind === "operator" || (one.tenant_id === scope.tenantId && scopeHasStore(scope, one.store_id));
  if (!row || !isOwn(row)) throw new DomainError("not_found");
  const papers = await sql<{ id: string; kind: string; pages: number; created_at: Date }>(
    "SELECT id, kind, pages, created_at FROM dispute_evidence WHERE dispute_id = $1 AND state = 'stored' ORDER BY id",
    [args.disputeId],
  );
  const evidence = papers.map((paper) => ({
    evidenceId: paper.id,
    kind: EVIDENCE_KINDS.find((known) => known === paper.kind) ?? "other",
    pages: paper.pages,
    addedAtMs: paper.created_at.getTime(),
  }));
  return { dispute: disputeOf(row), evidence };
}
