import { z } from "zod";
import { normaliseEmail, PERSON_LOCALES } from "./rules";

/** An e-mail address, typed in any width and case. 254 characters is the longest that SMTP carries (RFC 5321). */
export const emailAddress = z
  .string()
  .max(320)
  .transform(normaliseEmail)
  .pipe(z.email({ error: "email" }).max(254));

export const personLocale = z.enum(PERSON_LOCALES);

/** A name as people write it: no control characters. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{C}*$/u);

export const membershipChoice = z.object({ membershipId: z.string().max(40) });
export const localeChoice = z.object({ locale: personLocale });
export const soundChoice = z.object({ on: z.boolean() });
