import { DomainError, type ErrorCode } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { openReview } from "../../review/commands";
import { assignApplication } from "../../review/queue/commands";
import { type Approved, approveApplication, recommendApplication } from "../commands";

/** One application as the list showed it. */
export type BulkRow = { readonly applicationId: string; readonly version: number };

/** What became of one row; a refusal names its reason and leaves the other rows alone. */
export type BulkResult = { readonly applicationId: string } & (
  | { readonly ok: true; readonly merchantId: string | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly field: string | null }
);

/** As many at a time as the desk's connections carry without making single decisions wait. */
const AT_ONCE = 4;

/** Recommends applications, each by itself under the rules of a single one. */
export async function recommendApplications(
  deps: Deps<OperatorScope>,
  input: { readonly rows: readonly BulkRow[] },
): Promise<BulkResult[]> {
  return eachRow(input.rows, async (row) => {
    await recommendApplication(deps, row);
    return null;
  });
}

/**
 * Approves applications that others recommended, each in a transaction of its own with its merchant, store, code and
 * registrations: a chain of a hundred is not undone by one that changed meanwhile.
 */
export async function approveApplications(
  deps: Deps<OperatorScope>,
  input: { readonly rows: readonly BulkRow[] },
): Promise<BulkResult[]> {
  return eachRow(input.rows, (row) => approveApplication(deps, row));
}

/** Begins the review of applications, or takes those that lie with nobody; a colleague's stay with the colleague. */
export async function takeApplications(
  deps: Deps<OperatorScope>,
  input: { readonly applicationIds: readonly string[] },
): Promise<BulkResult[]> {
  const rows = input.applicationIds.map((applicationId) => ({ applicationId, version: 0 }));
  return eachRow(rows, async ({ applicationId }) => {
    const { opened } = await openReview(deps, { applicationId });
    if (!opened) await assignApplication(deps, { applicationId, expected: null, to: "me" });
    return null;
  });
}

async function eachRow(
  rows: readonly BulkRow[],
  decide: (row: BulkRow) => Promise<Approved | null>,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  const waiting = [...new Map(rows.map((row) => [row.applicationId, row])).values()];
  const lane = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      results.push(await resultOf(row, decide));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const order = new Map(rows.map((row, index) => [row.applicationId, index]));
  return results.sort((a, b) => (order.get(a.applicationId) ?? 0) - (order.get(b.applicationId) ?? 0));
}

async function resultOf(
  row: BulkRow,
  decide: (row: BulkRow) => Promise<Approved | null>,
): Promise<BulkResult> {
  const { applicationId } = row;
  try {
    return { applicationId, ok: true, merchantId: (await decide(row))?.merchantId ?? null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { applicationId, ok: false, code: error.code, field: error.field ?? null };
  }
}
