"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useErrorMessage } from "@/app/_components/errors/use-error-message";
import { useTRPC } from "@/app/_trpc/client";
import { type FieldKey, type Fields, isFieldKey } from "@/server/onboarding/fields/rules";
import { adoptEdits, type Edits, hearOtherWindows, tellOtherWindows, writeEdits } from "./kept-edits";

export type SaveState = "idle" | "saving" | "saved" | "waiting" | "failed" | "signedOut";

export type Draft = {
  readonly fields: Fields;
  readonly saveState: SaveState;
  readonly savedAt: Date;
  /** How many fields the server does not have yet. */
  readonly unsent: number;
  /** Values that another window stored meanwhile, by field. */
  readonly conflicts: Readonly<Partial<Record<FieldKey, string>>>;
  readonly change: (values: Fields) => void;
  /** Sends what waits at once. @returns whether everything is stored */
  readonly flush: () => Promise<boolean>;
  readonly settle: (key: FieldKey, choice: "mine" | "theirs") => void;
};

const PAUSE_MS = 700;
const LONGEST_RETRY_MS = 30_000;

/**
 * What the applicant types: shown at once, stored on the server after a short pause, kept in the tab until the
 * server has it, and sent again when the connection comes back.
 */
export function useDraft(): Draft {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const readError = useErrorMessage();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const { mutateAsync } = useMutation(trpc.applications.save.mutationOptions({ networkMode: "always" }));
  const [edits, setEdits] = useState<Edits>({});
  const [conflicts, setConflicts] = useState<Partial<Record<FieldKey, string>>>({});
  const [saveState, setSaveState] = useState<SaveState>("idle");
  // The timers and the request under way need the newest values, not those of the render that started them.
  const waiting = useRef<Edits>({});
  const clashes = useRef<Partial<Record<FieldKey, string>>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<boolean>>(undefined);
  const failures = useRef(0);
  const adopted = useRef(Promise.resolve());

  function keep(next: Edits): void {
    waiting.current = next;
    setEdits(next);
    writeEdits(data.id, next);
  }

  function clash(next: Partial<Record<FieldKey, string>>): void {
    clashes.current = next;
    setConflicts(next);
  }

  function schedule(ms: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), ms);
  }

  function change(values: Fields): void {
    const next = { ...waiting.current };
    for (const [key, value] of Object.entries(values)) {
      if (!isFieldKey(key)) continue;
      next[key] = { base: next[key]?.base ?? data.fields[key] ?? "", value };
    }
    keep(next);
    schedule(PAUSE_MS);
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer.current);
    await adopted.current;
    if (sending.current) await sending.current;
    const batch = Object.entries(waiting.current).flatMap(([key, edit]) =>
      isFieldKey(key) && edit && clashes.current[key] === undefined ? [{ key, ...edit }] : [],
    );
    if (batch.length === 0) return Object.keys(clashes.current).length === 0;
    sending.current = send(batch).finally(() => {
      sending.current = undefined;
    });
    return sending.current;
  }

  async function send(batch: { key: FieldKey; base: string; value: string }[]): Promise<boolean> {
    setSaveState("saving");
    try {
      const saved = await mutateAsync({ applicationId: data.id, changes: batch });
      failures.current = 0;
      const theirs = Object.fromEntries(saved.conflicts.map((conflict) => [conflict.key, conflict.theirs]));
      const stored = {
        ...Object.fromEntries([...batch, ...saved.follows].map(({ key, value }) => [key, value])),
        ...theirs,
      };
      queries.setQueryData(
        trpc.applications.current.queryKey(),
        (old) => old && { ...old, fields: { ...old.fields, ...stored }, savedAt: new Date(saved.savedAtMs) },
      );
      clash({ ...clashes.current, ...theirs });
      keep(afterSaving(waiting.current, batch, theirs));
      setSaveState("saved");
      tellOtherWindows(data.id);
      return saved.conflicts.length === 0;
    } catch (error) {
      const { code } = readError(error);
      if (code === "application_state") {
        await queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() });
        setSaveState("failed");
        return false;
      }
      failures.current += 1;
      setSaveState(stateAfterFailure(code));
      schedule(Math.min(2 ** failures.current * 1_000, LONGEST_RETRY_MS));
      return false;
    }
  }

  function settle(key: FieldKey, choice: "mine" | "theirs"): void {
    const { [key]: theirs, ...rest } = clashes.current;
    const { [key]: mine, ...others } = waiting.current;
    clash(rest);
    const kept =
      choice === "mine" && mine ? { ...others, [key]: { base: theirs ?? "", value: mine.value } } : others;
    keep(kept);
    schedule(0);
  }

  const refresh = () => void queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() });
  const latest = useRef({ flush, keep, refresh });
  useEffect(() => {
    latest.current = { flush, keep, refresh };
  });
  useEffect(() => {
    // What a reload, a crash or a lost connection left behind is sent again.
    const closing = new AbortController();
    const take = (left: Edits) => {
      latest.current.keep({ ...left, ...waiting.current });
      void latest.current.flush();
    };
    adopted.current = adoptEdits(data.id, take, closing.signal);
    const silence = hearOtherWindows(data.id, () => latest.current.refresh());
    const send = () => void latest.current.flush();
    window.addEventListener("online", send);
    window.addEventListener("pagehide", send);
    return () => {
      send();
      closing.abort();
      silence();
      window.removeEventListener("online", send);
      window.removeEventListener("pagehide", send);
    };
  }, [data.id]);

  const typed = Object.fromEntries(Object.entries(edits).map(([key, edit]) => [key, edit?.value ?? ""]));
  return {
    fields: { ...data.fields, ...typed },
    saveState,
    savedAt: data.savedAt,
    unsent: Object.keys(edits).length,
    conflicts,
    change,
    flush,
    settle,
  };
}

function stateAfterFailure(code: string): SaveState {
  if (!navigator.onLine) return "waiting";
  return code === "not_signed_in" ? "signedOut" : "failed";
}

/** Edits that remain: those typed on meanwhile, now against the stored value, and those in conflict. */
function afterSaving(
  edits: Edits,
  batch: readonly { key: FieldKey; value: string }[],
  theirs: Readonly<Record<string, string>>,
): Edits {
  const left: Edits = { ...edits };
  for (const { key, value } of batch) {
    if (theirs[key] !== undefined) continue;
    if (left[key]?.value === value) delete left[key];
    else if (left[key]) left[key] = { base: value, value: left[key].value };
  }
  return left;
}
