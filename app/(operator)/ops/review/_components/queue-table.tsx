"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDeskKeys } from "@/app/_components/desk/desk-keys";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import type { QueueFilterInput } from "@/server/onboarding/review/queue/schema";
import { BulkBar } from "./bulk-bar";
import type { DeskRights, Me } from "./case";
import { stateTone } from "./desk-words";
import { Age, Due, Holder } from "./queue-facts";
import { deskHref, type QueueRow, useAssignment, type useQueue } from "./use-queue";

type QueueTableProps = {
  queue: QueueFilterInput;
  read: ReturnType<typeof useQueue>;
  me: Me;
  may: DeskRights;
};

/** The whole width of the queue: to find one's way, to take applications, to decide several at once. */
export function QueueTable({ queue, read, me, may }: QueueTableProps) {
  const words = useTranslations("review.queue");
  const router = useRouter();
  const [keys] = useDeskKeys();
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { rows, nowMs, more, isReading } = read;
  const assign = useAssignment(queue, me);
  const row = rows[at];

  function move(by: 1 | -1): void {
    const next = Math.min(Math.max(at + by, 0), rows.length - 1);
    setAt(next);
    document.getElementById(`row-${next}`)?.scrollIntoView({ block: "nearest" });
  }
  function toggle(id: string): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  const take = (one: QueueRow) =>
    assign.mutate({
      applicationId: one.id,
      expected: one.assignedTo,
      to: one.assignedTo === me.id ? "nobody" : "me",
    });
  const open = () => row && router.push(deskHref(queue, row.id));
  useHotkeys(
    {
      j: () => move(1),
      k: () => move(-1),
      o: () => open(),
      enter: () => open(),
      x: () => row && toggle(row.id),
      t: () => row && may.recommend && take(row),
    },
    keys,
  );
  const selected = rows.filter(({ id }) => chosen.has(id));
  return (
    <div className="grid min-w-0 gap-3">
      {selected.length > 0 ? (
        <BulkBar rows={selected} me={me} may={may} onClear={() => setChosen(new Set())} />
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={words("empty")} body={words("emptyBody")} className="py-12" />
      ) : (
        <Table label={words("title")}>
          <TableHead>
            <tr>
              {may.recommend ? (
                <TableHeader className="w-10">
                  <Tick
                    label={words("chooseAll")}
                    checked={selected.length === rows.length}
                    onToggle={() =>
                      setChosen(new Set(selected.length === rows.length ? [] : rows.map(({ id }) => id)))
                    }
                  />
                </TableHeader>
              ) : null}
              {(["name", "state", "category", "place", "age", "due", "holder"] as const).map((column) => (
                <TableHeader key={column}>{words(`column.${column}`)}</TableHeader>
              ))}
            </tr>
          </TableHead>
          <TableBody>
            {rows.map((one, index) => (
              <Row
                key={one.id}
                {...{ row: one, index, queue, nowMs, me, may, take }}
                isAt={index === at}
                isChosen={chosen.has(one.id)}
                onToggle={() => toggle(one.id)}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {more ? (
        <Button variant="secondary" pending={isReading} onClick={more} className="justify-self-center">
          {words("more")}
        </Button>
      ) : null}
    </div>
  );
}

type RowProps = {
  row: QueueRow;
  index: number;
  queue: QueueFilterInput;
  nowMs: number;
  me: Me;
  may: DeskRights;
  take: (row: QueueRow) => void;
  isAt: boolean;
  isChosen: boolean;
  onToggle: () => void;
};

function Row({ row, index, queue, nowMs, me, may, take, isAt, isChosen, onToggle }: RowProps) {
  const words = useTranslations("review");
  const categories = useCategoryNames();
  return (
    <TableRow id={`row-${index}`} selected={isAt}>
      {may.recommend ? (
        <TableCell>
          <Tick
            label={words("queue.choose", { name: row.tradeName })}
            checked={isChosen}
            onToggle={onToggle}
          />
        </TableCell>
      ) : null}
      <TableCell>
        <TextLink href={deskHref(queue, row.id)} className="font-bold no-underline hover:underline">
          {row.tradeName}
        </TextLink>
        {row.submissions > 1 ? (
          <span className="ml-2 text-xs text-muted">{words("queue.again", { count: row.submissions })}</span>
        ) : null}
      </TableCell>
      <TableCell>
        <StateBadge tone={stateTone(row.state)}>{words(`state.${row.state}`)}</StateBadge>
      </TableCell>
      <TableCell>{categories.get(row.mcc) ?? row.mcc}</TableCell>
      <TableCell>{row.prefecture}</TableCell>
      <TableCell>
        <Age row={row} nowMs={nowMs} />
      </TableCell>
      <TableCell>
        <Due row={row} nowMs={nowMs} />
      </TableCell>
      <TableCell>
        <span className="flex items-center justify-between gap-2 whitespace-nowrap">
          <Holder row={row} me={me.id} />
          {may.recommend && queue.filter !== "closed" ? (
            <Button variant="quiet" size="sm" onClick={() => take(row)}>
              {words(row.assignedTo === me.id ? "queue.release" : "queue.take")}
              <span className="sr-only">{row.tradeName}</span>
            </Button>
          ) : null}
        </span>
      </TableCell>
    </TableRow>
  );
}

function Tick({ label, checked, onToggle }: { label: string; checked: boolean; onToggle: () => void }) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={checked}
      onChange={onToggle}
      className="size-6 accent-indigo-600"
    />
  );
}
