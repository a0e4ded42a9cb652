"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { papersOf } from "@/server/onboarding/documents/rules";
import { type FieldKey, type Step, stepOf } from "@/server/onboarding/fields/rules";
import { evaluateRequirements, type Requirement } from "@/server/onboarding/requirements/rules";
import { type Draft, useDraft } from "./use-draft";

export type Form = Draft & {
  readonly requirements: readonly Requirement[];
  readonly requirementOf: (key: FieldKey) => Requirement | undefined;
  /** Should what is wrong with a field be said already? */
  readonly shows: (key: FieldKey) => boolean;
  readonly touch: (key: FieldKey) => void;
  /** Says everything that is wrong on these screens. */
  readonly showAll: (steps: readonly Step[]) => void;
};

const FormContext = createContext<Form | null>(null);

/** The draft with its requirements, for the fields of a screen. */
export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === null) throw new Error("useForm needs a FormProvider above it");
  return form;
}

/** The application that is being filled in. */
export function useApplicationId(): string {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  return data.id;
}

/** Evaluates what is typed with the server's own rules, so that a field says at once what it needs. */
export function FormProvider({ children }: { children: ReactNode }) {
  const draft = useDraft();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const [touched, setTouched] = useState<ReadonlySet<FieldKey>>(new Set());
  const [asked, setAsked] = useState<readonly Step[]>([]);
  const { fields } = draft;
  const isKnown = (key: "bank.bankCode" | "bank.branchCode", name: string | null) =>
    name !== null || !fields[key] || fields[key] !== data.fields[key] || draft.saveState !== "idle";
  const requirements = evaluateRequirements({
    fields,
    // Banks and branches are chosen from the server's list; only the server knows more.
    facts: {
      todayOn: data.todayOn,
      bankKnown: isKnown("bank.bankCode", data.bankName),
      branchKnown: isKnown("bank.branchCode", data.branchName),
    },
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
    shows: (key) => asked.includes(stepOf(key)) || touched.has(key),
    touch: (key) => setTouched((known) => new Set(known).add(key)),
    showAll: (steps) => setAsked((known) => [...known, ...steps]),
  };
  return <FormContext value={form}>{children}</FormContext>;
}
