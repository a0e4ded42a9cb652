"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Dialog } from "@/app/_ui/dialog";
import { EmptyState } from "@/app/_ui/empty-state";
import { Kbd } from "@/app/_ui/kbd";
import { SkeletonRows } from "@/app/_ui/skeleton";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import type { QueueFilter } from "@/server/onboarding/review/schema";
import type { DeskRights } from "./case";
import { CasePanel } from "./case-panel";
import { Queue } from "./queue";

type ReviewDeskProps = { filter: QueueFilter; id: string | undefined; may: DeskRights };

/** The review desk: queue, application with its evidence, documents; everything by keyboard. */
export function ReviewDesk({ filter, id, may }: ReviewDeskProps) {
  const words = useTranslations("review");
  const trpc = useTRPC();
  const router = useRouter();
  const [help, setHelp] = useState(false);
  const { data: queue } = useSuspenseQuery(trpc.review.queue.queryOptions({ filter }));
  const at = queue.rows.findIndex((row) => row.id === id);

  function step(by: 1 | -1): void {
    const next = queue.rows[at === -1 ? 0 : at + by];
    if (next) router.push(`/ops/review?filter=${filter}&id=${next.id}`);
  }

  useHotkeys({ "]": () => step(1), "[": () => step(-1), "?": () => setHelp(true) });
  return (
    <div className="-mx-6 -my-6 grid min-h-[calc(100dvh-3.5rem)] lg:grid-cols-[13rem_minmax(0,1fr)]">
      <Queue filter={filter} id={id} />
      {id === undefined ? (
        <EmptyState title={words("chooseTitle")} body={words("chooseBody")} className="self-center" />
      ) : (
        <OpenCase key={id} id={id} may={may} />
      )}
      <KeyHelp open={help} onOpenChange={setHelp} />
    </div>
  );
}

function OpenCase({ id, may }: { id: string; may: DeskRights }) {
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const trpc = useTRPC();
  const { data, isError } = useQuery(trpc.review.application.queryOptions({ applicationId: id }));
  if (isError) return <EmptyState title={errors("not_found")} className="self-center" />;
  if (data === undefined) return <SkeletonRows rows={8} label={common("loading")} className="p-6" />;
  return <CasePanel found={data} may={may} />;
}

const KEYS = [
  ["j", "moveDown"],
  ["k", "moveUp"],
  ["e", "accept"],
  ["r", "return"],
  ["]", "nextCase"],
  ["[", "previousCase"],
  ["?", "help"],
] as const;

function KeyHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const words = useTranslations("review.keys");
  const common = useTranslations("common");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words("title")} closeLabel={common("close")}>
      <dl className="grid gap-2">
        {KEYS.map(([key, name]) => (
          <div key={key} className="flex items-center gap-3">
            <dt className="w-8">
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{words(name)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
