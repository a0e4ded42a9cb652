import { z } from "zod";
import { LINE_KINDS } from "../rules";
import { statementInput } from "../schema";

const pageLimit = z.number().int().min(1).max(200).default(50);

/** Lines of a statement, all or those that a figure, a day, a store or a wallet sums. */
export const statementLinesInput = statementInput.extend({
  kind: z.enum(LINE_KINDS).optional(),
  storeId: z.string().max(64).optional(),
  walletId: z.string().max(64).optional(),
  dayOn: z.string().length(10).optional(),
  /** The number of the last line already shown; the page continues after it. */
  afterLine: z.number().int().min(0).optional(),
  limit: pageLimit,
});
export type StatementLinesInput = z.infer<typeof statementLinesInput>;

/** Entries that one line sums, oldest first. */
export const statementEntriesInput = statementInput.extend({
  line: z.number().int().min(1),
  /** The last entry already shown. */
  after: z.string().max(64).optional(),
  limit: pageLimit,
});
export type StatementEntriesInput = z.infer<typeof statementEntriesInput>;

/** A chain's stores within a statement, the largest first. */
export const statementStoresInput = statementInput.extend({
  /** The sum and the store that the page continues after. */
  afterMinor: z.bigint().optional(),
  afterStore: z.string().max(64).optional(),
  limit: pageLimit,
});
export type StatementStoresInput = z.infer<typeof statementStoresInput>;
