import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";

/** A calendar day from outside. */
export const day = z.string().transform((text, context) => {
  const read = parseDay(text);
  if (read !== undefined) return read;
  context.addIssue({ code: "custom", message: "no calendar day" });
  return z.NEVER;
});
