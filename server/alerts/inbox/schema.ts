import { z } from "zod";
import { NEWS_KINDS } from "../news/rules";

const id = z.string().max(40);

export const listNoticesSchema = z.object({
  cursor: id.optional(),
  limit: z.number().int().min(1).max(100).default(30),
  unreadOnly: z.boolean().default(false),
});
export type ListNotices = z.output<typeof listNoticesSchema>;

export const noticeRef = z.object({ id });

const newsKind = z.enum(NEWS_KINDS);

/** How one kind of news is to reach the person. */
export const deliveryChoice = z.object({ kind: newsKind, mail: z.boolean(), inbox: z.boolean() });
