"use client";

import { useState } from "react";
import { type Hotkeys, useHotkeys } from "@/app/_ui/use-hotkeys";
import { useDeskKeys } from "./desk-keys";

type ListKeys<T> = {
  /** What the keyboard stands on; undefined in an empty list. */
  readonly chosen: T | undefined;
  readonly choose: (index: number) => void;
};

/** Goes along a list with `j` and `k`, keeping the row in sight; `act` says what other keys do with the row, unless the person has no use of keys. */
export function useListKeys<T>(rows: readonly T[], act: (chosen: T | undefined) => Hotkeys): ListKeys<T> {
  const [keys] = useDeskKeys();
  const [at, setAt] = useState(0);
  // The list may have become shorter since.
  const index = Math.min(at, Math.max(0, rows.length - 1));
  const chosen = rows[index];
  const move = (to: number) => {
    setAt(to);
    // The row is drawn as the one that is stood on by then.
    requestAnimationFrame(() =>
      document.querySelector("tr[aria-current]")?.scrollIntoView({ block: "nearest" }),
    );
  };
  useHotkeys(
    {
      j: () => move(Math.min(index + 1, Math.max(0, rows.length - 1))),
      k: () => move(Math.max(index - 1, 0)),
      ...act(chosen),
    },
    keys,
  );
  return { chosen, choose: setAt };
}
