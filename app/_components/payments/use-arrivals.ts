"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Tells which of a live list's ids were not there when the list was first shown, newest first, and calls `onArrival`
 * with those that have come, once for each time that some have.
 */
export function useArrivals(
  ids: readonly string[],
  onArrival: (fresh: ReadonlySet<string>) => void,
): ReadonlySet<string> {
  const [first] = useState(() => new Set(ids));
  const heard = useRef(new Set(ids));
  useEffect(() => {
    const fresh = ids.filter((id) => !heard.current.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) heard.current.add(id);
    onArrival(new Set(fresh));
  }, [ids, onArrival]);
  return new Set(ids.filter((id) => !first.has(id)));
}
