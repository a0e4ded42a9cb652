"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { ProposalCard } from "./proposal-card";

type ProposalListProps = {
  state: "proposed" | "decided";
  /** Of one merchant; of all without it. */
  merchantId?: string | undefined;
  mayDecide: boolean;
};

/** Proposals that wait, or those decided lately. */
export function ProposalList({ state, merchantId, mayDecide }: ProposalListProps) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.terms.proposals.queryOptions({ state, merchantId }));
  const isWaiting = state === "proposed";
  return (
    <Card>
      <CardHeader title={words(isWaiting ? "waiting" : "decided")} />
      <CardBody className="grid gap-4">
        {data.proposals.length === 0 ? (
          <p className="text-muted">{words(isWaiting ? "noneWaiting" : "noneDecided")}</p>
        ) : null}
        {data.proposals.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} mayDecide={mayDecide} />
        ))}
      </CardBody>
    </Card>
  );
}
