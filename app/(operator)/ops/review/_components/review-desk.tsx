"use client";

import { useQuery } from "@tanstack/react-query";
import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDeskKeys } from "@/app/_components/desk/desk-keys";
import { usePaletteCommands } from "@/app/_components/palette/palette-commands";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { SkeletonRows } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import type { QueueFilterInput } from "@/server/onboarding/review/queue/schema";
import type { DeskRights, Me } from "./case";
import { CasePanel } from "./case-panel";
import { KeyHelp } from "./key-help";
import { Queue } from "./queue";
import { QueueFilters, QueueParts } from "./queue-head";
import { QueueTable } from "./queue-table";
import { deskHref, useQueue } from "./use-queue";

type ReviewDeskProps = {
  queue: QueueFilterInput;
  id: string | undefined;
  me: Me;
  may: DeskRights;
};

/** The review desk: the queue, and beside it the application with its evidence and documents; all by keyboard. */
export function ReviewDesk({ queue, id, me, may }: ReviewDeskProps) {
  const words = useTranslations("review");
  const router = useRouter();
  const [help, setHelp] = useState(false);
  const [keys] = useDeskKeys();
  const read = useQueue(queue);
  const { rows } = read;
  // A case that was decided has left the queue: the place where it stood is where the next one is now.
  const [lastAt, setLastAt] = useState(0);
  const found = rows.findIndex((row) => row.id === id);
  if (found !== -1 && found !== lastAt) setLastAt(found);

  function step(by: 1 | -1): void {
    const stays = found === -1 && id !== undefined;
    const next = id === undefined ? 0 : stays && by === 1 ? lastAt : (stays ? lastAt : found) + by;
    const row = rows[next];
    router.push(row ? deskHref(queue, row.id) : deskHref(queue));
  }
  const back = () => router.push(deskHref(queue));
  useHotkeys({ "]": () => step(1), "[": () => step(-1), u: back, "?": () => setHelp(true) }, keys);
  usePaletteCommands({
    heading: words("title"),
    commands: [
      { id: "desk-next", label: words("keys.nextCase"), shortcut: "]", onSelect: () => step(1) },
      { id: "desk-back", label: words("keys.back"), shortcut: "u", onSelect: back },
      { id: "desk-help", label: words("keys.title"), shortcut: "?", onSelect: () => setHelp(true) },
      ...(["mine", "nobody", "others"] as const).map((owner) => ({
        id: `desk-${owner}`,
        label: words(`filter.${owner}`),
        onSelect: () => router.push(deskHref({ ...queue, owner })),
      })),
    ],
  });
  const helpButton = (
    <Button variant="quiet" size="sm" onClick={() => setHelp(true)}>
      <Keyboard aria-hidden />
      {words("keys.title")}
    </Button>
  );
  return (
    <>
      {id === undefined ? (
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h1 className="text-2xl">{words("title")}</h1>
            <span className="flex items-center gap-4">
              <TextLink href="/ops/review/changes">{words("toChanges")}</TextLink>
              {helpButton}
            </span>
          </div>
          <QueueParts queue={queue} />
          <QueueFilters queue={queue} />
          <QueueTable key={deskHref(queue)} queue={queue} read={read} me={me} may={may} />
        </div>
      ) : (
        <div className="-mx-6 -my-6 grid min-h-[calc(100dvh-3.5rem)] lg:grid-cols-[14rem_minmax(0,1fr)]">
          <Queue queue={queue} id={id} read={read} />
          <OpenCase key={id} id={id} me={me} may={may} onDecided={() => step(1)} help={helpButton} />
        </div>
      )}
      <KeyHelp open={help} onOpenChange={setHelp} />
    </>
  );
}

type OpenCaseProps = {
  id: string;
  me: Me;
  may: DeskRights;
  onDecided: () => void;
  help: React.ReactNode;
};

function OpenCase({ id, ...rest }: OpenCaseProps) {
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const trpc = useTRPC();
  const { data, isError } = useQuery(trpc.review.application.queryOptions({ applicationId: id }));
  if (isError) return <EmptyState title={errors("not_found")} className="self-center" />;
  if (data === undefined) return <SkeletonRows rows={8} label={common("loading")} className="p-6" />;
  return <CasePanel found={data} {...rest} />;
}
