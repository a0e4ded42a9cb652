import { z } from "zod";
import { POSTER_FORMATS } from "../poster/rules";
import { printChoice } from "../print/schema";
import { ORDER_COPIES_MAX, ORDER_PLACES } from "./rules";

export const printOrder = z.object({
  /** Minted by the form: sending it twice is one order. */
  requestId: z.string().regex(/^[0-9a-zA-Z-]{16,40}$/),
  choice: printChoice,
  format: z.enum(POSTER_FORMATS).default("a4"),
  copies: z.number().int().min(1).max(ORDER_COPIES_MAX).default(1),
  place: z.enum(ORDER_PLACES).default("stores"),
  /** To whom at the address, such as a department; printed on the label. */
  attention: z.string().trim().max(40).default(""),
});
export type PrintOrder = z.output<typeof printOrder>;

export const parcelRef = z.object({ parcelId: z.string().regex(/^prp_[0-9a-z]{1,40}$/) });

/** Newest first; `olderThan` continues a page. */
export const parcelPage = z.object({ olderThan: z.string().max(40).optional() });

export const handoverRef = z.object({ handoverId: z.string().regex(/^prh_[0-9a-z]{1,40}$/) });

const LIST_LETTERS = 200_000;

/** The print shop's list of what it shipped. */
export const shipmentList = z.object({ list: z.string().trim().min(1).max(LIST_LETTERS) });
