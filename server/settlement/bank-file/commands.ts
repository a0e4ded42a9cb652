import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { type Day, instant, jstDay, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Bytes, seal, sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { settlePaid } from "../bank-results/commands";
import { listCarried } from "../bank-results/queries";
import { listHolidays } from "../calendar/queries";
import { requirePayable, reviewHolds } from "../holds/commands";
import { type BankFileState, canBankFileBecome, isBankFileState } from "../rules";
import { splitRows, writeZengin } from "./document";
import {
  bankFileAad,
  getBankFile,
  listReleasedFiles,
  lockWaitingPayouts,
  requireRun,
  transferRows,
  type WaitingPayout,
} from "./queries";
import { approveBy, transferDayOf } from "./rules";
import { profileOf, SOURCE_BANK } from "./source-bank.data";

type OperatorDeps = Deps<OperatorScope>;

/** Files are numbered in one sequence; whoever drafts holds this lock. */
const SEQUENCE_LOCK = 7_202_612;

/**
 * Drafts the transfer files of a run: one per transfer day and bank limit, over all payouts that no file carries and that
 * need not wait at this moment.
 * Nothing waiting means nothing drafted. @throws DomainError not_found, bank_row_invalid naming the row
 */
export async function prepareBankFiles(
  deps: OperatorDeps,
  input: { runId: string },
): Promise<{ files: number }> {
  return deps.transact(async (tx) => {
    await requireRun(tx, input.runId);
    await sqlOfTx(tx)("SELECT pg_advisory_xact_lock($1)::text", [SEQUENCE_LOCK]);
    await reviewHolds(sqlOfTx(tx), deps);
    const payouts = await lockWaitingPayouts(tx, input.runId);
    const { rowLimit } = profileOf(SOURCE_BANK.bankCode);
    const days = byTransferDay(payouts, jstDay(deps.now), await listHolidays(sqlOfTx(tx)));
    const parts = [...days].flatMap(([payOn, same]) =>
      splitRows(
        same.map((payout) => ({ ...payout, amountYen: payout.amount_minor })),
        rowLimit,
      ).map((part) => ({ payOn, part })),
    );
    const last = await tx.bankFile.aggregate({ _max: { sequence: true } });
    let sequence = last._max.sequence ?? 0;
    for (const { payOn, part } of parts) {
      sequence += 1;
      await draftFile(tx, deps, { runId: input.runId, payOn, payouts: part, sequence });
    }
    return { files: parts.length };
  });
}

/** Payouts by the day on which they can be transferred: one that has waited too long goes on the next possible day. */
function byTransferDay(
  payouts: readonly WaitingPayout[],
  today: Day,
  holidays: ReadonlySet<string>,
): Map<Day, WaitingPayout[]> {
  const days = new Map<Day, WaitingPayout[]>();
  for (const payout of payouts) {
    const day = transferDayOf(toDay(payout.pay_on), today, holidays);
    const same = days.get(day);
    if (same) same.push(payout);
    else days.set(day, [payout]);
  }
  return days;
}

type Draft = {
  readonly runId: string;
  readonly payOn: Day;
  readonly payouts: readonly WaitingPayout[];
  readonly sequence: number;
};

async function draftFile(tx: Tx, deps: OperatorDeps, draft: Draft): Promise<void> {
  const id = deps.newId("bankFile");
  const rows = await transferRows(tx, draft.payouts);
  const { separator, signs } = profileOf(SOURCE_BANK.bankCode);
  const header = { ...SOURCE_BANK, transferOn: draft.payOn };
  const content = writeZengin({ header, rows, separator, signs });
  const sealed = seal(content, bankFileAad(id));
  const totalMinor = draft.payouts.reduce((sum, payout) => sum + payout.amount_minor, 0n);
  const figures = { sequence: draft.sequence, recordCount: rows.length, sha256: sha256Hex(content) };
  await tx.bankFile.create({
    data: {
      id,
      runId: draft.runId,
      state: "draft",
      payOn: draft.payOn,
      totalMinor,
      sealed: sealed.data,
      keyId: sealed.keyId,
      preparedBy: deps.scope.personId,
      preparedAt: instant(deps.now),
      ...figures,
    },
    select: { id: true },
  });
  await tx.bankFileRow.createMany({
    data: draft.payouts.map((payout, index) => ({
      bankFileId: id,
      seq: index + 1,
      payoutId: payout.id,
      tenantId: payout.tenant_id,
      amountMinor: payout.amount_minor,
    })),
  });
  await tx.payout.updateMany({
    where: { id: { in: draft.payouts.map((payout) => payout.id) } },
    data: { state: "in_file", bankFileId: id, payOn: draft.payOn },
  });
  await recordAudit(tx, deps, {
    action: "bank_file.prepared",
    subjectId: id,
    tenantId: null,
    after: { ...figures, totalMinor: `${totalMinor}`, payOn: draft.payOn },
  });
  await emitEvent(tx, deps, {
    type: "bank_file.prepared",
    tenantId: null,
    subjectId: id,
    payload: { bankFileId: id, runId: draft.runId, personId: deps.scope.personId },
  });
}

/** Moves a file on under its row lock. @throws DomainError not_found, bank_file_state */
async function moveFile(tx: Tx, id: string, to: BankFileState) {
  const [row] = await sqlOfTx(tx)<{ state: string; prepared_by: string; pay_on: string; run_id: string }>(
    "SELECT state, prepared_by, pay_on, run_id FROM bank_file WHERE id = $1 FOR UPDATE",
    [id],
  );
  if (!row) throw new DomainError("not_found");
  if (!isBankFileState(row.state) || !canBankFileBecome(row.state, to))
    throw new DomainError("bank_file_state");
  return row;
}

/** Banks want a file the bank day before its date at the latest. @throws DomainError bank_file_late */
async function requireInTime(tx: Tx, deps: OperatorDeps, payOn: string): Promise<void> {
  const by = approveBy(toDay(payOn), await listHolidays(sqlOfTx(tx)));
  if (jstDay(deps.now) > by) throw new DomainError("bank_file_late", { day: payOn, by });
}

/**
 * The second person's release. Whoever drafted the file cannot release it, in the domain and by a CHECK.
 * @throws DomainError maker_is_checker, bank_file_state, bank_file_late, bank_file_outdated when a payout in it has to
 * wait by now
 */
export async function releaseBankFile(deps: OperatorDeps, input: { bankFileId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const file = await moveFile(tx, input.bankFileId, "approved");
    if (file.prepared_by === deps.scope.personId) throw new DomainError("maker_is_checker");
    await requireInTime(tx, deps, file.pay_on);
    await requirePayable(sqlOfTx(tx), deps, input.bankFileId);
    await tx.bankFile.update({
      where: { id: input.bankFileId },
      data: { state: "approved", approvedBy: deps.scope.personId, approvedAt: instant(deps.now) },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "bank_file.released",
      subjectId: input.bankFileId,
      tenantId: null,
      before: { state: "draft" },
      after: { state: "approved" },
    });
  });
}

/** Takes a file back before the bank has it; its payouts wait for another one. @throws DomainError bank_file_state */
export async function withdrawBankFile(
  deps: OperatorDeps,
  input: { bankFileId: string; reason: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const file = await moveFile(tx, input.bankFileId, "withdrawn");
    await tx.bankFile.update({
      where: { id: input.bankFileId },
      data: {
        state: "withdrawn",
        withdrawnBy: deps.scope.personId,
        withdrawnAt: instant(deps.now),
        withdrawnReason: input.reason,
      },
      select: { id: true },
    });
    await tx.payout.updateMany({
      where: { bankFileId: input.bankFileId },
      data: { state: "planned", bankFileId: null },
    });
    await recordAudit(tx, deps, {
      action: "bank_file.withdrawn",
      subjectId: input.bankFileId,
      tenantId: null,
      before: { state: file.state },
      after: { state: "withdrawn", reason: input.reason },
    });
    await emitEvent(tx, deps, {
      type: "bank_file.withdrawn",
      tenantId: null,
      subjectId: input.bankFileId,
      payload: { bankFileId: input.bankFileId, runId: file.run_id, personId: deps.scope.personId },
    });
  });
}

export type IssuedFile = { readonly name: string; readonly content: Bytes; readonly sha256: string };

/**
 * Hands out a released file. The first time issues it and its payouts count as sent; every time gives the same bytes.
 * @throws DomainError bank_file_not_released before a second person has released it, bank_file_outdated, bank_file_late
 */
export async function issueBankFile(deps: OperatorDeps, input: { bankFileId: string }): Promise<IssuedFile> {
  return deps.transact(async (tx) => {
    await sqlOfTx(tx)("SELECT 1 FROM bank_file WHERE id = $1 FOR UPDATE", [input.bankFileId]);
    const file = await getBankFile(tx, input.bankFileId);
    if (file.state === "draft" || file.state === "withdrawn") throw new DomainError("bank_file_not_released");
    if (file.state === "approved") await markIssued(tx, deps, file);
    await recordAudit(tx, deps, { action: "bank_file.downloaded", subjectId: file.id, tenantId: null });
    const name = `zengin_${file.payOn}_${String(file.sequence).padStart(6, "0")}.txt`;
    return { name, content: file.content, sha256: file.sha256 };
  });
}

async function markIssued(tx: Tx, deps: OperatorDeps, file: { id: string; payOn: string }): Promise<void> {
  await requireInTime(tx, deps, file.payOn);
  await requirePayable(sqlOfTx(tx), deps, file.id);
  await tx.bankFile.update({
    where: { id: file.id },
    data: { state: "issued", issuedAt: instant(deps.now) },
    select: { id: true },
  });
  await tx.payout.updateMany({ where: { bankFileId: file.id }, data: { state: "sent" } });
  await emitEvent(tx, deps, {
    type: "bank_file.issued",
    tenantId: null,
    subjectId: file.id,
    payload: { bankFileId: file.id, payoutOn: file.payOn },
  });
}

/** Issues every released file of a run. @throws DomainError bank_file_not_released when there is none */
export async function issueRunFiles(deps: OperatorDeps, input: { runId: string }): Promise<IssuedFile[]> {
  const files = await deps.transact(async (tx) => {
    await requireRun(tx, input.runId);
    return listReleasedFiles(tx, input.runId);
  });
  if (files.length === 0) throw new DomainError("bank_file_not_released");
  const issued: IssuedFile[] = [];
  for (const file of files) issued.push(await issueBankFile(deps, { bankFileId: file.id }));
  return issued;
}

/**
 * The bank has carried the file out: every payout in it is paid, booked out of transit.
 * @throws DomainError bank_file_state before the file is issued, transfer_not_due before its date
 */
export async function confirmBankFile(deps: OperatorDeps, input: { bankFileId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const file = await moveFile(tx, input.bankFileId, "accepted");
    if (deps.now < jstDayStartMs(toDay(file.pay_on))) throw new DomainError("transfer_not_due");
    const carried = await listCarried(tx, input.bankFileId);
    const paid = carried.filter((payout) => payout.state === "sent");
    await tx.bankFile.update({
      where: { id: input.bankFileId },
      data: { state: "accepted", settledAt: instant(deps.now) },
      select: { id: true },
    });
    await settlePaid(sqlOfTx(tx), deps, paid);
    await recordAudit(tx, deps, {
      action: "bank_file.confirmed",
      subjectId: input.bankFileId,
      tenantId: null,
      after: { state: "accepted", payouts: paid.length },
    });
  });
}
