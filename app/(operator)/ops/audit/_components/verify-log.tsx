"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";

/** Hashes the whole log again on request and says what came of it. */
export function VerifyLog() {
  const words = useTranslations("ops.audit");
  const trpc = useTRPC();
  const readError = useErrorMessage();
  const { data, error, isFetching, refetch } = useQuery(
    trpc.audit.verify.queryOptions(undefined, { enabled: false, retry: false }),
  );
  return (
    <div className="grid max-w-xl justify-items-start gap-3">
      <Button pending={isFetching} onClick={() => void refetch()}>
        <ShieldCheck aria-hidden />
        {isFetching ? words("verifying") : words("verify")}
      </Button>
      {error ? <Alert tone="attention" live what={readError(error).text} /> : null}
      {data?.ok ? (
        <Alert
          tone="good"
          live
          what={words("intact")}
          why={words("intactDetail", { rows: data.rows, sealed: data.sealed })}
        />
      ) : null}
      {data && !data.ok ? (
        <Alert
          tone="attention"
          live
          what={words("broken")}
          why={words("brokenDetail", { subject: data.firstBroken ?? "", problem: data.problem ?? "" })}
          todo={words("brokenTodo")}
        />
      ) : null}
    </div>
  );
}
