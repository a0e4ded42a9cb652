import { z } from "zod";
import { WORK_KIND_NAMES } from "./rules";

/** One item of the list of work, by its kind and the id of what it is about. */
export const workItemInput = z.object({
  kind: z.enum(WORK_KIND_NAMES),
  subjectId: z.string().min(1).max(160),
});
export type WorkItemInput = z.output<typeof workItemInput>;

export const setAsideInput = workItemInput.extend({ reason: z.string().trim().min(1).max(200) });
export type SetAsideInput = z.output<typeof setAsideInput>;
