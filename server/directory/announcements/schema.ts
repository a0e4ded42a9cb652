import { z } from "zod";
import { bulkChoice } from "../bulk/schema";
import { ANNOUNCEMENT_KINDS } from "./rules";

const TITLE_LETTERS = 80;
const BODY_LETTERS = 1_000;
const spoken = (most: number) => {
  const other = z.string().trim().max(most);
  return z.object({ ja: other.min(1), en: other, zh: other, ko: other });
};

export const announcementInput = z.object({
  choice: bulkChoice,
  kind: z.enum(ANNOUNCEMENT_KINDS),
  titles: spoken(TITLE_LETTERS),
  bodies: spoken(BODY_LETTERS),
});
export type AnnouncementInput = z.output<typeof announcementInput>;
export const announcementRef = z.object({ announcementId: z.string().regex(/^ann_[0-9a-z]{1,40}$/) });

const words = z.object({ title: z.string(), body: z.string() });
export const storedWords = z.object({ ja: words, en: words, zh: words, ko: words });
