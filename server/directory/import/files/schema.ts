import { z } from "zod";
import { ROW_OUTCOMES } from "./rules";

const importId = z.string().regex(/^imj_[0-9a-z]{1,40}$/);

export const importRef = z.object({ importId });
/** The operator's people say whether the owners of new merchants are invited. */
export const importConfirm = importRef.extend({ invites: z.boolean().optional() });
export const importPage = z.object({ olderThan: importId.optional() });

/** Rows of an import in the order of the file; `afterRow` continues a page. */
export const importRows = z.object({
  importId,
  outcome: z.enum(ROW_OUTCOMES).optional(),
  afterRow: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ImportRowsInput = z.output<typeof importRows>;

/** How a file is written, as it is kept with its import. */
export const storedForm = z.object({
  encoding: z.enum(["utf-8", "shift_jis", "utf-16le", "utf-16be"]),
  delimiter: z.enum([",", "\t", ";"]),
  header: z.array(z.string()),
  columns: z.array(z.string().nullable()),
  ignored: z.array(z.string()),
});
export type StoredForm = z.output<typeof storedForm>;

/** What the sentence about a refused file needs. */
export const storedDetail = z.object({ columns: z.array(z.string()).optional(), row: z.number().optional() });

export const storedProblems = z.array(
  z.object({
    field: z.string(),
    reason: z.string(),
    cell: z.string().optional(),
    value: z.string(),
    other: z.number().optional(),
  }),
);
export const storedNotes = z.array(z.object({ field: z.string(), from: z.string(), to: z.string() }));
