"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { answerStepUp } from "@/app/_trpc/step-up";
import { Dialog } from "@/app/_ui/dialog";
import { Skeleton } from "@/app/_ui/skeleton";

// Few visits need it, so its code comes when it is asked for.
const StepUpBody = dynamic(() => import("./step-up-body").then(({ StepUpBody: body }) => body), {
  loading: () => <Skeleton className="h-24" />,
});

/** Asks for the second factor in front of whatever the person was doing, which then goes on. */
export function StepUpDialog() {
  const words = useTranslations("security");
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<((given: boolean) => void) | undefined>(undefined);
  useEffect(
    () =>
      answerStepUp(
        () =>
          new Promise((resolve) => {
            settle.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  function end(given: boolean) {
    setOpen(false);
    settle.current?.(given);
    settle.current = undefined;
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) end(false);
      }}
      title={words("dialogTitle")}
      description={words("dialogLead")}
      closeLabel={common("close")}
    >
      {isOpen ? <StepUpBody onGiven={() => end(true)} /> : null}
    </Dialog>
  );
}
