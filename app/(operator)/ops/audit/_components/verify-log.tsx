"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";
import type { AuditCheckLine } from "@/server/audit/checks/queries";

const LOOK_AGAIN_MS = 2_000;

/** Has the worker hash the whole log again, and says what came of the last time; one need not wait on the page. */
export function VerifyLog() {
  const words = useTranslations("ops.audit");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: last } = useQuery({
    ...trpc.audit.lastCheck.queryOptions(),
    refetchInterval: ({ state }) => (state.data && state.data.finishedAt === null ? LOOK_AGAIN_MS : false),
  });
  const ask = useMutation(
    trpc.audit.verify.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.audit.lastCheck.queryKey() }),
    }),
  );
  const isRunning = ask.isPending || (last !== undefined && last !== null && last.finishedAt === null);
  return (
    <div className="grid min-w-0 max-w-xl justify-items-start gap-3">
      <Button pending={isRunning} onClick={() => ask.mutate()}>
        <ShieldCheck aria-hidden />
        {isRunning ? words("verifying") : words("verify")}
      </Button>
      <ErrorAlert error={ask.error} />
      {last?.finishedAt ? <Verdict check={last} finishedAt={last.finishedAt} /> : null}
    </div>
  );
}

function Verdict({ check, finishedAt }: { check: AuditCheckLine; finishedAt: Date }) {
  const words = useTranslations("ops.audit");
  const locale = useLocale();
  if (check.ok !== true) {
    const { firstBroken, problem } = check;
    return (
      <Alert
        tone="attention"
        live
        what={words("broken")}
        why={words("brokenDetail", { subject: firstBroken ?? "", problem: problem ?? "" })}
        todo={words("brokenTodo")}
      />
    );
  }
  const { rows, sealed } = check;
  return (
    <Alert
      tone="good"
      live
      what={words("intact")}
      why={
        <>
          {words("intactDetail", { rows: rows ?? 0, sealed: sealed ?? 0 })}{" "}
          <DateTime value={finishedAt} locale={locale} />
        </>
      }
    />
  );
}
