"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { useApplicationId, useForm } from "./form-context";

/** Stops for today: everything is stored, and the way back comes by mail if it is wanted. */
export function Leave() {
  const words = useTranslations("onboarding.leave");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const form = useForm();
  const applicationId = useApplicationId();
  const [isOpen, setOpen] = useState(false);
  const [isUnsaved, setUnsaved] = useState(false);
  const send = useMutation(trpc.applications.sendLink.mutationOptions());

  async function open(): Promise<void> {
    setUnsaved(!(await form.flush()));
    setOpen(true);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={words("title")}
      description={isUnsaved ? words("unsaved") : words("body")}
      closeLabel={common("close")}
      trigger={
        <Button
          variant="quiet"
          size="sm"
          className="-mr-3"
          onClick={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          {words("action")}
        </Button>
      }
      footer={
        <>
          <Button variant="secondary" onClick={() => router.push("/apply")}>
            {words("close")}
          </Button>
          <Button
            pending={send.isPending}
            disabled={send.isSuccess}
            onClick={() => send.mutate({ applicationId })}
          >
            {send.isSuccess ? words("sent") : words("send")}
          </Button>
        </>
      }
    >
      <ErrorAlert error={send.error} />
      {send.isSuccess ? <p role="status">{words("look")}</p> : null}
    </Dialog>
  );
}
