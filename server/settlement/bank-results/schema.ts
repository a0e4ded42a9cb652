import { z } from "zod";
import { bankFileInput } from "../bank-file/schema";

/** The largest results file: a full transfer file answers well below it. In bytes, and as base64. */
const MOST_BYTES = 2_000_000;

export const bankResultsInput = bankFileInput.extend({
  /** The file as the bank gave it, in base64. */
  content: z.base64().max((MOST_BYTES * 4) / 3),
});
