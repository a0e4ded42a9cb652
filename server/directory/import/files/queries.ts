import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { type ImportState, ROW_OUTCOMES, type RowOutcome, toImportState } from "./rules";
import {
  type ImportRowsInput,
  type StoredForm,
  storedDetail,
  storedForm,
  storedNotes,
  storedProblems,
} from "./schema";

type ImportScope = MerchantScope | OperatorScope;

/** An import as its screen shows it. */
export type ImportView = {
  readonly importId: string;
  readonly kind: string;
  readonly tenantId: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly parts: number;
  readonly state: ImportState;
  readonly form: StoredForm | null;
  /** Why the file could not be used, or the import not be ended. */
  readonly problem: string | null;
  readonly detail: { readonly columns?: string[] | undefined; readonly row?: number | undefined } | null;
  readonly rows: number;
  readonly checkedRows: number;
  readonly doneRows: number;
  readonly created: number;
  readonly changed: number;
  readonly kept: number;
  readonly failed: number;
  /** Whether owners of new merchants are invited. */
  readonly invites: boolean;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

const VIEW = {
  id: true,
  kind: true,
  tenantId: true,
  fileName: true,
  bytes: true,
  parts: true,
  state: true,
  form: true,
  problem: true,
  detail: true,
  rows: true,
  checkedRows: true,
  doneRows: true,
  created: true,
  changed: true,
  kept: true,
  failed: true,
  invites: true,
  createdAt: true,
  finishedAt: true,
} as const;

/** A merchant's people of all stores see their own imports; the operator's people see all. */
function whose(scope: ImportScope): { tenantId?: string } {
  if (scope.kind === "operator") return {};
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
  return { tenantId: scope.tenantId };
}

type Stored = Omit<ImportView, "importId" | "state" | "form" | "detail"> & {
  readonly id: string;
  readonly state: string;
  readonly form: unknown;
  readonly detail: unknown;
};

function viewOf({ id, state, form, detail, ...facts }: Stored): ImportView {
  return {
    importId: id,
    ...facts,
    state: toImportState(state),
    form: form === null ? null : storedForm.parse(form),
    detail: detail === null ? null : storedDetail.parse(detail),
  };
}

const SHOWN = 20;

/** The newest imports, newest first; `olderThan` continues. */
export async function listImports(
  tx: Tx,
  scope: ImportScope,
  page: { readonly olderThan?: string | undefined },
): Promise<ImportView[]> {
  const rows = await tx.importJob.findMany({
    where: { ...whose(scope), ...(page.olderThan === undefined ? {} : { id: { lt: page.olderThan } }) },
    orderBy: { id: "desc" },
    take: SHOWN,
    select: VIEW,
  });
  return rows.map(viewOf);
}

/** One import. @throws DomainError not_found, not_permitted for a manager of some stores */
export async function getImport(tx: Tx, scope: ImportScope, importId: string): Promise<ImportView> {
  const row = await tx.importJob.findFirst({ where: { id: importId, ...whose(scope) }, select: VIEW });
  if (!row) throw new DomainError("not_found");
  return viewOf(row);
}

export type ImportedRow = {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly number: string | null;
  readonly name: string;
  readonly problems: ReturnType<typeof storedProblems.parse>;
  readonly notes: ReturnType<typeof storedNotes.parse>;
};

type Row = {
  row: number;
  outcome: string;
  number: string | null;
  name: string;
  problems: unknown;
  notes: unknown;
};

/** A page of rows in the order of the file. @throws DomainError not_found */
export async function listImportRows(
  tx: Tx,
  scope: ImportScope,
  input: ImportRowsInput,
): Promise<{ readonly rows: readonly ImportedRow[]; readonly afterRow: number | null }> {
  await getImport(tx, scope, input.importId);
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT row, outcome, number, name, problems, notes FROM import_row
     WHERE job_id = $1 AND ($2::text IS NULL OR outcome = $2) AND row > $3 ORDER BY row LIMIT $4`,
    [input.importId, input.outcome ?? null, input.afterRow, input.limit + 1],
  );
  const page = rows.slice(0, input.limit).map(
    ({ outcome, problems, notes, ...row }): ImportedRow => ({
      ...row,
      outcome: ROW_OUTCOMES.find((known) => known === outcome) ?? "fail",
      problems: storedProblems.parse(problems ?? []),
      notes: storedNotes.parse(notes ?? []),
    }),
  );
  return { rows: page, afterRow: rows.length > input.limit ? (page.at(-1)?.row ?? null) : null };
}
