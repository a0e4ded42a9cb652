import { z } from "zod";
import type { Language } from "@/server/kernel/languages";
import { statementInput } from "../statement/schema";
import { TABLE_ENCODINGS } from "./rules";

/** How many entries of a table are read at once. */
export const TABLE_PAGE = 10_000;

/** A part of a statement's table: the entries after one, by line and id. */
export const tablePartInput = statementInput.extend({
  afterLine: z.number().int().min(0).default(0),
  after: z.string().max(64).default(""),
  limit: z.number().int().min(1).max(TABLE_PAGE).default(TABLE_PAGE),
});
export type TablePartInput = z.infer<typeof tablePartInput>;

/** The same with what its text depends on. */
export const tablePageInput = tablePartInput.extend({
  language: z.enum(["ja", "en", "zh", "ko"] satisfies Language[]),
  encoding: z.enum(TABLE_ENCODINGS),
});
export type TablePageInput = z.infer<typeof tablePageInput>;

/** A part of a month's statements, those after one of them. */
export const monthPageInput = z.object({
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
  afterStatement: z.string().min(1).max(64).optional(),
  limit: z.number().int().min(1).max(500).default(500),
});
