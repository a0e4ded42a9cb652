import { z } from "zod";
import { emailAddress } from "../schema";
import { normaliseCode } from "./rules";

const next = z.string().max(500).optional();

/** The form of the first step. */
export const codeRequest = z.object({ email: emailAddress, next });

/** The form of the second step. */
export const codeEntry = z.object({
  email: emailAddress,
  code: z
    .string()
    .max(40)
    .transform(normaliseCode)
    .pipe(z.string().regex(/^\d{6}$/, { error: "code" })),
  next,
});
