"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { submitOnModEnter } from "@/app/_components/onboarding/item-reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { parseDay } from "@/server/kernel/calendar";
import {
  IDENTIFICATION_METHODS,
  IDENTIFIED_SUBJECTS,
  type IdentificationMethod,
  type IdentificationPaper,
  type IdentifiedSubject,
  identificationProblem,
  papersFor,
} from "@/server/onboarding/identification/rules";
import type { Case } from "./case";
import { useDeskWords } from "./desk-words";

type IdentificationsProps = {
  found: Case;
  mayChange: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Who was identified, how, by which paper, by whom and when. */
export function Identifications({ found, mayChange, open, onOpenChange }: IdentificationsProps) {
  const words = useTranslations("review.identify");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { moment } = useDeskWords();
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.review.application.pathKey() });
  const remove = useMutation(trpc.review.voidIdentification.mutationOptions({ onSettled }));
  return (
    <section aria-label={words("title")} className="overflow-hidden rounded border border-line bg-surface">
      <div className="flex min-h-10 items-center justify-between border-b border-line px-4 py-1">
        <h3 className="text-sm">{words("title")}</h3>
        {mayChange ? (
          <Button variant="quiet" size="sm" onClick={() => onOpenChange(true)}>
            <Plus aria-hidden />
            {words("add")}
          </Button>
        ) : null}
      </div>
      <ErrorAlert error={remove.error} />
      {found.identifications.length === 0 ? (
        <p className="px-4 py-2 text-sm text-muted">{words("none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {found.identifications.map((record) => (
            <li key={record.id} className="flex items-center gap-3 px-4 py-2 text-sm">
              <span className="min-w-0 grow">
                {record.name}{" "}
                <span className="text-muted">
                  {words(`method.${record.method}`)} ・ {words(`paper.${record.paper}`)} ・ {record.checkedOn}
                </span>
                <span className="block text-xs text-muted">
                  {words("recorded", { name: record.checkerName, time: moment(record.recordedAt) })}
                </span>
              </span>
              {mayChange ? (
                <Button
                  variant="quiet"
                  size="sm"
                  onClick={() => remove.mutate({ applicationId: found.id, identificationId: record.id })}
                >
                  {words("void")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <NewRecord key={String(open)} found={found} open={open} onClose={() => onOpenChange(false)} />
    </section>
  );
}

type NewRecordProps = { found: Case; open: boolean; onClose: () => void };

function NewRecord({ found, open, onClose }: NewRecordProps) {
  const words = useTranslations("review.identify");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [subject, setSubject] = useState<IdentifiedSubject>("representative");
  const [method, setMethod] = useState<IdentificationMethod>("in_person");
  const [paper, setPaper] = useState<IdentificationPaper>("driving_licence");
  const [checkedOn, setCheckedOn] = useState(found.todayOn);
  const record = useMutation(
    trpc.review.identify.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.review.application.pathKey() });
        onClose();
      },
    }),
  );
  const papers = papersFor(subject);
  const day = parseDay(found.todayOn);
  const problem = day ? identificationProblem({ subject, method, paper, checkedOn }, day) : null;
  const subjects = IDENTIFIED_SUBJECTS.filter((one) => one !== "entity" || found.entityType === "company");
  function pick<T extends string>(values: readonly T[], set: (value: T) => void) {
    return (event: { target: { value: string } }) => {
      const value = values.find((one) => one === event.target.value);
      if (value !== undefined) set(value);
    };
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="md"
      title={words("title")}
      description={words("body")}
      closeLabel={common("close")}
      footer={
        <Button type="submit" form="identify" pending={record.isPending} disabled={problem !== null}>
          {words("keep")}
        </Button>
      }
    >
      <form
        id="identify"
        className="grid gap-4"
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault();
          if (problem === null) record.mutate({ applicationId: found.id, subject, method, paper, checkedOn });
        }}
      >
        <ErrorAlert error={record.error} />
        <Field label={words("subject")}>
          {(control) => (
            <Select
              {...control}
              autoFocus
              value={subject}
              options={subjects.map((value) => ({ value, label: words(`of.${value}`) }))}
              onChange={pick(subjects, (value) => {
                setSubject(value);
                setPaper(papersFor(value)[0] ?? "driving_licence");
                if (value === "entity") setMethod("registry");
              })}
            />
          )}
        </Field>
        <Field
          label={words("how")}
          support={words("photosEnd")}
          error={problem === "method" ? words("problem.method") : undefined}
        >
          {(control) => (
            <Select
              {...control}
              value={method}
              options={IDENTIFICATION_METHODS.map((value) => ({ value, label: words(`method.${value}`) }))}
              onChange={pick(IDENTIFICATION_METHODS, setMethod)}
            />
          )}
        </Field>
        <Field label={words("by")} error={problem === "paper" ? words("problem.paper") : undefined}>
          {(control) => (
            <Select
              {...control}
              value={paper}
              options={papers.map((value) => ({ value, label: words(`paper.${value}`) }))}
              onChange={pick(papers, setPaper)}
            />
          )}
        </Field>
        <Field label={words("on")} error={problem === "checkedOn" ? words("problem.checkedOn") : undefined}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={found.todayOn}
              value={checkedOn}
              onChange={(event) => setCheckedOn(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
