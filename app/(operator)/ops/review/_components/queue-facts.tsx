"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { cn } from "@/app/_ui/cn";
import { useDeskWords } from "./desk-words";
import type { QueueRow } from "./use-queue";

const HOUR_MS = 3_600_000;
const WAITING = ["submitted", "in_review", "recommended"];

/** How long an application has been waiting: in hours on the first two days, then in days. */
export function Age({ row, nowMs }: { row: QueueRow; nowMs: number }) {
  const words = useTranslations("review.queue");
  const hours = Math.max(0, Math.floor((nowMs - row.submittedAt.getTime()) / HOUR_MS));
  if (hours < 1) return <span className="tabular">{words("ageNew")}</span>;
  return (
    <span className="tabular whitespace-nowrap">
      {hours < 48 ? words("ageHours", { count: hours }) : words("ageDays", { count: Math.floor(hours / 24) })}
    </span>
  );
}

/** Until when the desk has promised an answer, and whether that has passed. */
export function Due({ row, nowMs, className }: { row: QueueRow; nowMs: number; className?: string }) {
  const words = useTranslations("review.queue");
  const { moment } = useDeskWords();
  if (row.dueAt === null || !WAITING.includes(row.state)) return null;
  const late = row.dueAt.getTime() < nowMs;
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap tabular", className)}>
      {late ? <Badge tone="attention">{words("overdue")}</Badge> : null}
      <span className={late ? "" : "text-muted"}>{moment(row.dueAt)}</span>
    </span>
  );
}

/** Whose an application is. */
export function Holder({ row, me }: { row: QueueRow; me: string }) {
  const words = useTranslations("review.queue");
  if (row.assignedTo === null) return <span className="text-muted">{words("nobody")}</span>;
  if (row.assignedTo === me) return <span className="font-bold">{words("me")}</span>;
  return <span>{row.assignedName}</span>;
}
