import { z } from "zod";
import { POSTER_FORMATS, POSTER_PRINTS } from "./poster/rules";
import { CODE_FORMATS, checkCode, GRACE_DAYS_MAX, REPLACE_REASONS, serialOf } from "./rules";

export const CODE_PAGE_MAX = 100;

/** A code as it is typed or stands in an address, in any case and width. */
export const codeText = z
  .string()
  .max(40)
  .transform((text, context) => {
    const code = checkCode(text);
    if (code === null) context.addIssue("is no code");
    return code ?? "";
  });

const storeId = z.string().regex(/^sto_[0-9a-z_]{1,40}$/);
/** What staff call the counter; printed small under the store's name. */
const counterName = z.string().trim().max(20);

export const codeRef = z.object({ code: codeText });

/** Codes in the order of their characters; `afterCode` continues a page. */
export const codePage = z.object({
  storeId: storeId.optional(),
  afterCode: z.string().max(10).optional(),
  limit: z.number().int().min(1).max(CODE_PAGE_MAX).default(50),
});
export type CodePage = z.output<typeof codePage>;

export const newCounter = z.object({ storeId, counterName: counterName.default("") });

export const codeLabel = z.object({ code: codeText, counterName, format: z.enum(CODE_FORMATS) });

export const reissue = z.object({
  code: codeText,
  /** How many days the old poster still takes payments; 0 ends it at once. */
  graceDays: z.number().int().min(0).max(GRACE_DAYS_MAX),
  reason: z.enum(REPLACE_REASONS).default("exchange"),
});

export const posterOrder = z.object({
  code: codeText,
  format: z.enum(POSTER_FORMATS).default("a4"),
  print: z.enum(POSTER_PRINTS).default("office"),
  logo: z.boolean().default(false),
});

/** What a camera read or a person typed from a poster. */
export const scanned = z.object({
  value: z.string().trim().min(1).max(1024),
  /** What stands in the foot of the poster, where it was looked at, too. */
  serial: z.string().max(40).transform(serialOf).optional(),
});
