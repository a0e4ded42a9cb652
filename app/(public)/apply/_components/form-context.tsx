"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { AppRouter } from "@/server/api/root";
import { papersOf } from "@/server/onboarding/documents/rules";
import { type FieldKey, type Fields, type Step, stepOf } from "@/server/onboarding/fields/rules";
import { blockersOf, evaluateRequirements, type Requirement } from "@/server/onboarding/requirements/rules";
import { type Draft, useDraft } from "./use-draft";

export type Form = Draft & {
  readonly requirements: readonly Requirement[];
  /** What the stored application lacks at this moment: after a save the screen is drawn a moment later. */
  readonly storedBlockers: () => readonly Requirement[];
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

type Current = inferRouterOutputs<AppRouter>["applications"]["current"];
type Known = { readonly bankKnown: boolean; readonly branchKnown: boolean };

function evaluate(current: Current, fields: Fields, known: Known): readonly Requirement[] {
  return evaluateRequirements({
    fields,
    facts: { todayOn: current.todayOn, ...known },
    documents: papersOf(current.documents, null),
    verdicts: current.verdicts,
  });
}

/** Evaluates what is typed with the server's own rules, so that a field says at once what it needs. */
export function FormProvider({ children }: { children: ReactNode }) {
  const draft = useDraft();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const [touched, setTouched] = useState<ReadonlySet<FieldKey>>(new Set());
  const [asked, setAsked] = useState<readonly Step[]>([]);
  const queries = useQueryClient();
  const { fields } = draft;
  const isKnown = (key: "bank.bankCode" | "bank.branchCode", name: string | null) =>
    name !== null || !fields[key] || fields[key] !== data.fields[key] || draft.saveState !== "idle";
  // Banks and branches are chosen from the server's list; only the server knows more.
  const requirements = evaluate(data, fields, {
    bankKnown: isKnown("bank.bankCode", data.bankName),
    branchKnown: isKnown("bank.branchCode", data.branchName),
  });
  const storedBlockers = () => {
    const stored = queries.getQueryData(trpc.applications.current.queryKey()) ?? data;
    return blockersOf(evaluate(stored, stored.fields, { bankKnown: true, branchKnown: true }));
  };
  const form: Form = {
    ...draft,
    requirements,
    storedBlockers,
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
