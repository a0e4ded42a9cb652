import { z } from "zod";
import { LINE_KINDS } from "../statement/rules";
import { statementInput } from "../statement/schema";

/** How many entries a page of a file may hold; screens ask for fewer. */
export const FILE_PAGE = 5_000;

export const statementEntriesInput = statementInput.extend({
  kind: z.enum(LINE_KINDS).optional(),
  storeId: z.string().max(64).optional(),
  walletId: z.string().max(64).optional(),
  dayOn: z.string().length(10).optional(),
  /** The last entry already read; the page continues after it. */
  after: z.string().max(64).optional(),
  limit: z.number().int().min(1).max(FILE_PAGE).default(50),
});

export const monthInput = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) });

export type StatementEntriesInput = z.infer<typeof statementEntriesInput>;
