"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { papersOf } from "@/server/onboarding/documents/rules";
import type { FieldKey } from "@/server/onboarding/fields/rules";
import { evaluateRequirements, type Requirement } from "@/server/onboarding/requirements/rules";
import { type Draft, useDraft } from "./use-draft";

export type Form = Draft & {
  readonly requirements: readonly Requirement[];
  readonly requirementOf: (key: FieldKey) => Requirement | undefined;
  /** Should what is wrong with a field be said already? */
  readonly shows: (key: FieldKey) => boolean;
  readonly touch: (key: FieldKey) => void;
  readonly showAll: () => void;
};

const FormContext = createContext<Form | null>(null);

/** The draft with its requirements, for the fields of a screen. */
export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === null) throw new Error("useForm needs a FormProvider above it");
  return form;
}

/** Evaluates what is typed with the server's own rules, so that a field says at once what it needs. */
export function FormProvider({ children }: { children: ReactNode }) {
  const draft = useDraft();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const [touched, setTouched] = useState<ReadonlySet<FieldKey>>(new Set());
  const [all, setAll] = useState(false);
  const { fields } = draft;
  const requirements = evaluateRequirements({
    fields,
    // Banks and branches are chosen from the server's list; only the server knows more.
    facts: { todayOn: data.todayOn, bankKnown: Boolean(fields["bank.bankCode"]), branchKnown: true },
    documents: papersOf(data.documents, null),
    verdicts: data.verdicts,
  });
  const form: Form = {
    ...draft,
    requirements,
    // What follows from several fields is said at the field that it leads to, when that field itself is right.
    requirementOf: (key) => {
      const own = requirements.filter(({ field }) => field === key);
      return own.find(({ issue }) => issue !== null) ?? own[0];
    },
    shows: (key) => all || touched.has(key),
    touch: (key) => setTouched((known) => new Set(known).add(key)),
    showAll: () => setAll(true),
  };
  return <FormContext value={form}>{children}</FormContext>;
}
