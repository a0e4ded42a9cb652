import { z } from "zod";
import { type Day, parseDay } from "@/server/kernel/calendar";
import { MAX_PAGES } from "./documents/rules";
import { FIELD_KEYS, type Fields, isFieldKey, MAX_TYPED } from "./fields/rules";

const id = z.string().min(1).max(40);
const typed = z.string().max(MAX_TYPED);
const fieldKey = z.enum(FIELD_KEYS);

export const applicationRef = z.object({ applicationId: id });

/** One or more fields of one tab; `base` is the value that the tab last knew to be stored. */
export const fieldChanges = z.object({
  applicationId: id,
  changes: z
    .array(z.object({ key: fieldKey, base: typed, value: typed }))
    .min(1)
    .max(FIELD_KEYS.length),
});

export const documentRef = z.object({ applicationId: id, documentId: id });
export const arrangedDocument = documentRef.extend({ pageIds: z.array(id).min(1).max(MAX_PAGES) });
export const datedDocument = documentRef.extend({ issuedOn: z.string().transform(asDay) });
export const keptItem = z.object({ applicationId: id, itemKey: z.string().max(80) });

/** What is sealed; a field that the product no longer asks for is dropped. */
export const sealedContent = z.object({
  fields: z.record(z.string(), typed).transform(knownFields),
  consents: z.record(
    z.string(),
    z.object({ version: z.string(), agreedAtMs: z.number(), personId: z.string() }),
  ),
});

function knownFields(stored: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(stored).filter(([key]) => isFieldKey(key)));
}

function asDay(text: string, context: z.RefinementCtx): Day {
  const day = parseDay(text);
  if (day) return day;
  context.addIssue("must be a day, YYYY-MM-DD");
  return z.NEVER;
}
