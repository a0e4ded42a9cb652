"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CodeCard } from "@/app/_components/codes/code-card";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { useTRPC } from "@/app/_trpc/client";
import { EmptyState } from "@/app/_ui/empty-state";
import { CODE_STATES } from "@/server/codes/rules";
import type { CodesInput } from "./codes-page";

type CodeListProps = { input: CodesInput; mayManage: boolean; withStore: boolean };

/** Codes, those in use first. */
export function CodeList({ input, mayManage, withStore }: CodeListProps) {
  const words = useTranslations("codes");
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({ ...trpc.codes.list.queryOptions(input), refetchInterval });
  if (data.length === 0)
    return <EmptyState illustration="sheet" title={words("empty")} body={words("emptyBody")} />;
  const inOrder = [...data].sort((a, b) => CODE_STATES.indexOf(a.state) - CODE_STATES.indexOf(b.state));
  return (
    <ul className="grid gap-5 xl:grid-cols-2">
      {inOrder.map((code) => (
        <li key={code.code}>
          <CodeCard code={code} mayManage={mayManage} withStore={withStore} />
        </li>
      ))}
    </ul>
  );
}
