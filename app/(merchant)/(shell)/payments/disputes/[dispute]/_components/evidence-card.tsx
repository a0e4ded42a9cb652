"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Refused } from "@/app/_components/errors/refused";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/file-drop";
import { Select } from "@/app/_ui/select";
import { ACCEPTED_TYPES } from "@/server/onboarding/documents/rules";
import type { Evidence } from "@/server/payments/disputes/queries";
import { EVIDENCE_KINDS, type EvidenceKind } from "@/server/payments/disputes/rules";
import { sendEvidence } from "./send-evidence";

type EvidenceCardProps = { disputeId: string; evidence: readonly Evidence[]; isOpen: boolean };

/** The papers of an answer; each is sent as soon as it is chosen. */
export function EvidenceCard({ disputeId, evidence, isOpen }: EvidenceCardProps) {
  const words = useTranslations("disputes.evidence");
  return (
    <Card>
      <CardHeader title={words("title")} />
      <CardBody className="grid gap-4 pt-2">
        {evidence.length === 0 && !isOpen ? <p className="text-muted">{words("none")}</p> : null}
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {evidence.map((paper) => (
            <Paper key={paper.evidenceId} paper={paper} isOpen={isOpen} />
          ))}
        </ul>
        {isOpen ? <AddPaper disputeId={disputeId} /> : null}
      </CardBody>
    </Card>
  );
}

function Paper({ paper, isOpen }: { paper: Evidence; isOpen: boolean }) {
  const words = useTranslations("disputes.evidence");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.disputes.removeEvidence.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.disputes.pathFilter()),
    }),
  );
  const name = words(`kinds.${paper.kind}`);
  const address = `/api/disputes/evidence/${paper.evidenceId}?page=1`;
  return (
    <li className="relative rounded border border-line">
      <a href={address} target="_blank" rel="noreferrer" className="block">
        {/* biome-ignore lint/performance/noImgElement: a private picture, drawn anew and never cached */}
        <img
          src={address}
          alt={words("page", { name, page: 1 })}
          className="aspect-square w-full rounded-t object-cover"
        />
        <span className="block px-2 py-1 text-sm">{name}</span>
      </a>
      {isOpen ? (
        <Button
          variant="quiet"
          className="absolute top-1 right-1 bg-surface"
          aria-label={words("remove", { name })}
          pending={remove.isPending}
          onClick={() => remove.mutate({ evidenceId: paper.evidenceId })}
        >
          <X aria-hidden className="size-4" />
        </Button>
      ) : null}
    </li>
  );
}

function AddPaper({ disputeId }: { disputeId: string }) {
  const words = useTranslations("disputes.evidence");
  const errors = useTranslations("errors");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [kind, setKind] = useState<EvidenceKind>("receipt");
  const upload = useMutation({
    mutationFn: (file: File) => sendEvidence(disputeId, kind, file),
    onSuccess: () => queries.invalidateQueries(trpc.disputes.pathFilter()),
  });
  const failed = upload.error instanceof Refused ? upload.error : undefined;
  return (
    <>
      <Field label={words("kind")}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={(event) =>
              setKind(EVIDENCE_KINDS.find((known) => known === event.target.value) ?? "other")
            }
            options={EVIDENCE_KINDS.map((one) => ({ value: one, label: words(`kinds.${one}`) }))}
          />
        )}
      </Field>
      <Field
        label={words("title")}
        support={words("lead")}
        error={failed ? errors(failed.code, failed.params) : upload.error ? errors("unavailable") : undefined}
      >
        {(control) => (
          <FileDrop
            {...control}
            accept={ACCEPTED_TYPES}
            disabled={upload.isPending}
            onFiles={([file]) => {
              if (file) upload.mutate(file);
            }}
            labels={{
              drop: words("drop"),
              choose: words("choose"),
              camera: words("camera"),
              hint: words("hint"),
            }}
          >
            {upload.isPending ? <p role="status">{words("sending")}</p> : null}
          </FileDrop>
        )}
      </Field>
    </>
  );
}
