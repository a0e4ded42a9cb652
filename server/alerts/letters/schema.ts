import { z } from "zod";

/** One returned item of an application: what it is called in the words of onboarding, why, and the reviewer's text. */
const letterItem = z.object({ label: z.string(), reason: z.string(), text: z.string() });
export type LetterItem = z.output<typeof letterItem>;

/** The blanks of news as stored, and the items of a list when they have one. */
export const storedParams = z
  .object({ items: z.array(letterItem).default([]) })
  .catchall(z.union([z.string(), z.number()]))
  .transform(({ items, ...params }) => ({ items, params }));
