import { z } from "zod";
import { POSTER_FORMATS, POSTER_PRINTS } from "../poster/rules";
import { PRINT_CODES_MAX, PRINT_PACKINGS } from "./rules";

/** Room for 50,000 ids or long names. */
const LIST_LETTERS = PRINT_CODES_MAX * 60;

/** Whose posters: of all stores, of those of a prefecture or an area, or with a word in their name, or those on a pasted list. */
export const printChoice = z.object({
  prefectureCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  areaId: z.string().max(40).optional(),
  storeName: z.string().trim().max(60).default(""),
  list: z.string().max(LIST_LETTERS).default(""),
});
export type PrintChoice = z.output<typeof printChoice>;

export const printRequest = z.object({
  choice: printChoice,
  format: z.enum(POSTER_FORMATS).default("a4"),
  print: z.enum(POSTER_PRINTS).default("office"),
  packing: z.enum(PRINT_PACKINGS).default("pdf"),
  logo: z.boolean().default(false),
});
export type PrintRequest = z.output<typeof printRequest>;

export const printRef = z.object({ printId: z.string().regex(/^prj_[0-9a-z]{1,40}$/) });
