"use client";

import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCodeChange } from "@/app/_components/codes/use-code-change";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import { type CodeState, GRACE_DAYS_MAX, graceOf } from "@/server/codes/rules";

const REASONS = ["damaged", "lost", "exchange"] as const;
type Reason = (typeof REASONS)[number];
const GRACE_CHOICES = [0, 1, 3, 7, 14, GRACE_DAYS_MAX] as const;
const GRACE_USUAL = 7;

type ReplacePosterProps = { code: string; state: CodeState };

/** Torn, gone or simply old: what happened decides whether the code stays, and it ends at the next print. */
export function ReplacePoster({ code, state }: ReplacePosterProps) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button>
          <RefreshCw aria-hidden />
          {words("replace")}
        </Button>
      }
      title={words("replace")}
      description={words("replaceBody")}
      closeLabel={common("close")}
    >
      {isOpen ? <ReplaceForm code={code} state={state} onDone={() => setIsOpen(false)} /> : null}
    </Dialog>
  );
}

function ReplaceForm({ code, state, onDone }: ReplacePosterProps & { onDone: () => void }) {
  const words = useTranslations("codes");
  const [reason, setReason] = useState<Reason>("damaged");
  const [graceDays, setGraceDays] = useState<number>(GRACE_USUAL);
  const { renew, reissue } = useReplace(onDone);
  const { isPending, error } = reason === "damaged" ? renew : reissue;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (renew.isPending || reissue.isPending) return;
    if (reason === "damaged") renew.mutate({ code });
    else reissue.mutate({ code, reason, graceDays: graceOf(reason, state, graceDays) });
  }

  return (
    <form onSubmit={submit} className="grid gap-5">
      <RadioGroup
        name="reason"
        legend={words("replaceWhy")}
        options={REASONS.map((value) => ({
          value,
          label: words(`reason.${value}`),
          support: words(`reasonSupport.${value}`),
        }))}
        value={reason}
        onValueChange={(value) => setReason(REASONS.find((known) => known === value) ?? "damaged")}
      />
      {reason === "exchange" && state === "active" ? (
        <Field label={words("grace")} support={words("graceSupport")}>
          {(control) => (
            <Select
              {...control}
              value={String(graceDays)}
              onChange={(event) => setGraceDays(Number(event.target.value))}
              options={GRACE_CHOICES.map((days) => ({
                value: String(days),
                label: days === 0 ? words("graceNone") : words("graceDays", { days }),
              }))}
            />
          )}
        </Field>
      ) : null}
      {reason === "lost" ? <Alert tone="attention" what={words("lostWarning")} /> : null}
      <ErrorAlert error={error} what={words("changeFailed")} />
      <Button type="submit" pending={isPending}>
        {words("replaceConfirm")}
      </Button>
    </form>
  );
}

/** The two ways to a new sheet: another print of the same code, or another code, whose page is opened at once. */
function useReplace(onDone: () => void) {
  const words = useTranslations("codes");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useCodeChange();
  const renew = useMutation(
    trpc.codes.renewPosters.mutationOptions({
      onSuccess: async () => {
        onDone();
        await changed(words("renewed"));
      },
    }),
  );
  const reissue = useMutation(
    trpc.codes.reissue.mutationOptions({
      onSuccess: async ({ code }) => {
        onDone();
        router.push(`/codes/${code}`);
        await changed(words("reissued"));
      },
    }),
  );
  return { renew, reissue };
}
