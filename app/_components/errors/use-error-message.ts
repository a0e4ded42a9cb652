"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { ERROR_KINDS, type ErrorCode } from "@/server/kernel/errors";
import { Refused } from "./refused";

/** The part of an answer that says what went wrong; server/api/trpc.ts writes it. */
const answer = z.object({
  noren: z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    field: z.string().nullable(),
    fields: z.array(z.object({ path: z.string(), issue: z.string() })),
  }),
});

export type ReadableError = {
  readonly code: ErrorCode;
  /** What happened, why, and what to do, in the person's language. */
  readonly text: string;
  /** Dotted path of the field at fault, when there is one. */
  readonly field: string | null;
  /** Fields that the schema refused, with the issue's key. */
  readonly fields: readonly { readonly path: string; readonly issue: string }[];
};

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, code);
}

/** Reads any thrown value as words. What nobody foresaw, and a connection that broke, have words too. */
export function useErrorMessage(): (error: unknown) => ReadableError {
  const words = useTranslations("errors");
  return (error) => {
    if (error instanceof Refused)
      return { code: error.code, text: words(error.code, error.params), field: null, fields: [] };
    const told = error instanceof TRPCClientError ? answer.safeParse(error.data) : undefined;
    if (!told?.success) {
      const code = error instanceof TRPCClientError && !error.data ? "unavailable" : "internal";
      return { code, text: words(code), field: null, fields: [] };
    }
    const { code, params, field, fields } = told.data.noren;
    const known = isErrorCode(code) ? code : "internal";
    return { code: known, text: words(known, params), field, fields };
  };
}

/** Whether asking the same again may help: the refusal came from the way there, not from what was asked. */
export function mayPass(code: ErrorCode): boolean {
  return ERROR_KINDS[code] === "unavailable" || ERROR_KINDS[code] === "internal";
}
