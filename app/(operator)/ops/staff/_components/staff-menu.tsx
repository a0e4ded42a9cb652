"use client";

import { useMutation } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Confirm } from "@/app/_components/identity/confirm";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { DropdownMenu, type MenuItem } from "@/app/_ui/dropdown-menu";
import { useStaffChange } from "./use-staff-change";

type StaffMenuProps = { personId: string; name: string; hasFactor: boolean; isBlocked: boolean };

const ACTIONS = ["reset", "endSessions", "block", "unblock"] as const;
type Action = (typeof ACTIONS)[number];

const QUESTIONS = {
  reset: { title: "resetTitle", explain: "resetExplain" },
  endSessions: { title: "endTitle", explain: "endExplain" },
  block: { title: "blockTitle", explain: "blockExplain" },
  unblock: { title: "unblockTitle", explain: "unblockExplain" },
} as const;

/** For somebody who has lost their device, whose open screens have to close, or who is to be shut out or let in. */
export function StaffMenu({ personId, name, hasFactor, isBlocked }: StaffMenuProps) {
  const words = useTranslations("ops.staff");
  const [asked, setAsked] = useState<Action | null>(null);
  const run = useAction(asked ?? "reset");
  const offered: Record<Action, boolean> = {
    reset: hasFactor,
    endSessions: !isBlocked,
    block: !isBlocked,
    unblock: isBlocked,
  };
  const items: MenuItem[] = ACTIONS.filter((action) => offered[action]).map((action) => ({
    id: action,
    label: words(action),
    tone: action === "block" ? "danger" : "plain",
    onSelect: () => setAsked(action),
  }));
  const question = QUESTIONS[asked ?? "reset"];
  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="quiet" size="icon-sm" aria-label={words("actions", { name })}>
            <Ellipsis aria-hidden />
          </Button>
        }
        sections={[{ id: "person", items }]}
      />
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => {
          if (open) return;
          run.reset();
          setAsked(null);
        }}
        title={words(question.title, { name })}
        explain={words(question.explain)}
        action={words(asked ?? "reset")}
        pending={run.isPending}
        error={run.error}
        onConfirm={() => run.mutateAsync({ personId })}
      />
    </>
  );
}

function useAction(action: Action) {
  const words = useTranslations("ops.staff");
  const trpc = useTRPC();
  const changed = useStaffChange();
  const onSuccess = () => changed(words("done"));
  const reset = useMutation(trpc.staff.resetSecondFactor.mutationOptions({ onSuccess }));
  const endSessions = useMutation(trpc.staff.endSessions.mutationOptions({ onSuccess }));
  const block = useMutation(trpc.staff.blockPerson.mutationOptions({ onSuccess }));
  const unblock = useMutation(trpc.staff.unblockPerson.mutationOptions({ onSuccess }));
  return { reset, endSessions, block, unblock }[action];
}
