"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DataList } from "@/app/_ui/data-list";
import { CalendarDay, DateTime } from "@/app/_ui/date-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { TextLink } from "@/app/_ui/text-link";
import { useToast } from "@/app/_ui/toast";
import type { Tone } from "@/app/_ui/tone";
import type { AppRouter } from "@/server/api/root";
import { formatMoney, jpy, percentText } from "@/server/kernel/money";
import type { ProposalState } from "@/server/settlement/contracts/rules";
import { useCategoryNames } from "../directory/place-names";
import { Effect, type Tried, triedOf } from "./effect";
import { TERM_NAMES, useTermText } from "./term-text";

type Proposal = inferRouterOutputs<AppRouter>["settlement"]["terms"]["proposals"]["proposals"][number];

const TONES: Record<ProposalState, Tone> = {
  proposed: "waiting",
  approved: "good",
  refused: "attention",
  withdrawn: "neutral",
};

/** One proposal: what would hold, who made it and why, and the next step for whoever reads it. */
export function ProposalCard({ proposal, mayDecide }: { proposal: Proposal; mayDecide: boolean }) {
  const words = useTranslations("terms");
  const locale = useLocale();
  const { content, merchantName } = proposal;
  const merchantId = content.kind === "rate_end" ? null : content.merchantId;
  const tried = triedOf(content);
  return (
    <section className="rounded border border-line p-4" aria-label={words(`kind.${content.kind}`)}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="flex flex-wrap items-center gap-x-3 text-base">
          {words(`kind.${content.kind}`)}
          {merchantId === null ? null : (
            <TextLink href={`/ops/merchants/${merchantId}/terms`}>{merchantName ?? merchantId}</TextLink>
          )}
        </h3>
        <StateBadge tone={TONES[proposal.state]}>{words(`state.${proposal.state}`)}</StateBadge>
      </div>
      <ProposalContent content={content} chainName={proposal.chainName} />
      <p className="mt-2">{proposal.reason}</p>
      <p className="mt-1 text-sm text-muted">
        {words("by", { name: proposal.proposedByName })}{" "}
        <DateTime value={proposal.proposedAt} locale={locale} />
        {proposal.decidedAt ? (
          <>
            {" · "}
            {words("decidedBy", { name: proposal.decidedByName ?? "" })}{" "}
            <DateTime value={proposal.decidedAt} locale={locale} />
          </>
        ) : null}
      </p>
      {proposal.answer ? <p className="mt-1 text-sm">{proposal.answer}</p> : null}
      {proposal.state === "proposed" && tried !== null ? <TryOut tried={tried} /> : null}
      {proposal.state === "proposed" ? <Decide proposal={proposal} mayDecide={mayDecide} /> : null}
    </section>
  );
}

/** What the proposal would have made of last month's statements, for whoever asks before they decide. */
function TryOut({ tried }: { tried: Tried }) {
  const words = useTranslations("terms");
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="mt-3">
      {isOpen ? (
        <Effect tried={tried} />
      ) : (
        <Button variant="quiet" onClick={() => setOpen(true)}>
          {words("preview")}
        </Button>
      )}
    </div>
  );
}

type ProposalContentProps = Pick<Proposal, "content" | "chainName">;

function ProposalContent({ content, chainName }: ProposalContentProps) {
  const words = useTranslations("terms");
  const locale = useLocale();
  const termText = useTermText();
  const categories = useCategoryNames();
  switch (content.kind) {
    case "contract":
      return (
        <>
          <p className="mt-2 font-bold">{words("from", { day: content.validFromOn })}</p>
          <DataList
            className="mt-1 grid gap-x-8 sm:grid-cols-2"
            rows={TERM_NAMES.map((id) => ({
              id,
              label: words(`term.${id}`),
              value: <span className="whitespace-nowrap">{termText(content.terms, id)}</span>,
            }))}
          />
        </>
      );
    case "rate":
      return (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-3 font-bold">
          <span>{content.name}</span>
          <span className="tabular">{percentText(content.basisPoints)}%</span>
          <span className="font-normal">
            {words(`rateKind.${content.rateKind}`)} · {chainName === null ? null : `${chainName} · `}
            {content.mcc === null ? words("allCategories") : (categories.get(content.mcc) ?? content.mcc)} ·{" "}
            {content.walletId ?? words("allWallets")}
          </span>
          <span className="tabular font-normal">
            {content.validFromOn} – {content.validThroughOn ?? ""}
          </span>
        </p>
      );
    case "rate_end":
      return (
        <p className="mt-2">
          {words("validThrough")}: <CalendarDay value={content.validThroughOn} locale={locale} />
        </p>
      );
    case "adjustment":
      return <p className="tabular mt-2 text-lg font-bold">{formatMoney(jpy(content.amountMinor))}</p>;
  }
}

function Decide({ proposal, mayDecide }: { proposal: Proposal; mayDecide: boolean }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const done = (title: string) => async () => {
    await queries.invalidateQueries(trpc.settlement.terms.pathFilter());
    show({ tone: "good", title });
  };
  const approve = useMutation(
    trpc.settlement.terms.approve.mutationOptions({ onSuccess: done(words("approved")) }),
  );
  const refuse = useMutation(
    trpc.settlement.terms.refuse.mutationOptions({ onSuccess: done(words("refused")) }),
  );
  const withdraw = useMutation(
    trpc.settlement.terms.withdraw.mutationOptions({ onSuccess: done(words("withdrawn")) }),
  );
  const proposalId = proposal.id;
  return (
    <div className="mt-3 grid gap-3">
      <ErrorAlert error={approve.error ?? withdraw.error} />
      <div className="flex flex-wrap items-center gap-3">
        {proposal.isOwn ? (
          <>
            <p className="text-sm">{words("own")}</p>
            <Button
              variant="quiet"
              pending={withdraw.isPending}
              onClick={() => withdraw.mutate({ proposalId })}
            >
              {words("withdraw")}
            </Button>
          </>
        ) : null}
        {mayDecide && !proposal.isOwn ? (
          <>
            <Button
              variant="primary"
              pending={approve.isPending}
              onClick={() => approve.mutate({ proposalId })}
            >
              {words("approve")}
            </Button>
            <ReasonDialog
              trigger={<Button variant="secondary">{words("refuse")}</Button>}
              title={words("refuse")}
              explain={words("refuseExplain")}
              label={words("answer")}
              wrong={words("wrong")}
              action={words("refuse")}
              pending={refuse.isPending}
              error={refuse.error}
              onConfirm={(answer) => refuse.mutateAsync({ proposalId, answer })}
            />
          </>
        ) : null}
      </div>
    </div>
  );
}
