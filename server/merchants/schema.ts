import { z } from "zod";

/** What is typed to find a bank; empty asks for the best known. */
export const bankQuery = z.object({ query: z.string().max(60) });
export const branchQuery = z.object({ bankCode: z.string().regex(/^\d{4}$/), query: z.string().max(60) });
export const postalQuery = z.object({ postalCode: z.string().max(20) });
export const storePage = z.object({
  afterId: z.string().max(40).optional(),
  areaId: z.string().max(40).optional(),
  /** A part of the name, or the store's number. */
  text: z.string().trim().max(60).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
