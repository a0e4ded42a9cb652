"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { AskDialog } from "@/app/_components/reason/ask-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { useToast } from "@/app/_ui/toast";
import type { ProposalContent } from "@/server/settlement/contracts/schema";

type ProposeDialogProps = {
  trigger: ReactNode;
  title: string;
  lead: string;
  size?: "sm" | "md" | "lg";
  /** What is proposed, or null while a field is wrong; fields then say so. */
  read: () => ProposalContent | null;
  children: ReactNode;
};

const MOST = 500;

/** Proposes something that another person approves, with the reason. */
export function ProposeDialog({ trigger, title, lead, size = "md", read, children }: ProposeDialogProps) {
  const words = useTranslations("terms");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isReasonWrong, setReasonWrong] = useState(false);
  const propose = useMutation(
    trpc.settlement.terms.propose.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.terms.pathFilter());
        setOpen(false);
        setReason("");
        show({ tone: "good", title: words("proposed") });
      },
    }),
  );
  const submit = () => {
    const content = read();
    setReasonWrong(reason.trim().length < 2);
    if (content !== null && reason.trim().length >= 2) propose.mutate({ content, reason });
  };
  return (
    <AskDialog
      trigger={trigger}
      title={title}
      explain={lead}
      size={size}
      variant="primary"
      action={words("propose")}
      pending={propose.isPending}
      isOpen={isOpen}
      onOpenChange={setOpen}
      onAct={submit}
    >
      <div className="grid grid-cols-1 gap-4">
        {children}
        <Field
          label={words("reason")}
          mark={common("required")}
          required
          support={words("reasonSupport")}
          error={isReasonWrong ? words("wrong") : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={MOST}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <ErrorAlert error={propose.error} />
      </div>
    </AskDialog>
  );
}
