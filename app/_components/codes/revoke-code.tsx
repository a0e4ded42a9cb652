"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogDismiss } from "@/app/_ui/dialog";
import { useToast } from "@/app/_ui/toast";
import { groupCode } from "@/server/codes/rules";

/** Ends a code for good, after saying what that does to the posters that hang. */
export function RevokeCode({ code, storeName }: { code: string; storeName: string }) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useMutation(
    trpc.codes.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.codes.pathFilter());
        show({ tone: "neutral", title: words("revoked") });
        setIsOpen(false);
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        revoke.reset();
        setIsOpen(open);
      }}
      trigger={
        <Button variant="risky" size="sm">
          {words("revoke")}
        </Button>
      }
      title={words("revokeTitle")}
      description={words("revokeBody")}
      closeLabel={common("close")}
      footer={
        <>
          <DialogDismiss asChild>
            <Button variant="secondary">{common("cancel")}</Button>
          </DialogDismiss>
          <Button variant="danger" pending={revoke.isPending} onClick={() => revoke.mutate({ code })}>
            {words("revokeConfirm")}
          </Button>
        </>
      }
    >
      <p>
        <span className="block text-sm text-muted">{words("revokeCode")}</span>
        {storeName} <span className="tabular font-mono">{groupCode(code)}</span>
      </p>
      <ErrorAlert error={revoke.error} what={words("revokeFailed")} className="mt-4" />
    </Dialog>
  );
}
