import { z } from "zod";
import { ERROR_KINDS, type ErrorCode } from "@/server/kernel/errors";

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** A refusal of an upload or download by a route handler, by its code. */
export class Refused extends Error {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(told: z.infer<typeof refusal> | undefined) {
    super(told?.code ?? "unavailable");
    this.code = told && isCode(told.code) ? told.code : "unavailable";
    this.params = told?.params ?? {};
  }
}

/** The answer of a route handler when it is a good one. @throws Refused */
export async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Refused(refusal.safeParse(await response.json().catch(() => null)).data);
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, code);
}
