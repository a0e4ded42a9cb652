"use client";

import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import type { PaletteCommand } from "@/app/_ui/command-palette";

/** Commands that a screen adds to the palette while it is shown, under a heading of its own. */
export type PaletteGroup = { readonly heading: string; readonly commands: readonly PaletteCommand[] };

/** What the screens have to offer at the moment it is asked. */
export type PaletteRegistry = {
  readonly add: (id: string, read: () => PaletteGroup) => () => void;
  readonly groups: () => readonly (PaletteGroup & { readonly id: string })[];
};

const Registry = createContext<PaletteRegistry | null>(null);

/** Lets the screens below add commands to the palette that stands in the frame. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(makeRegistry);
  return <Registry value={registry}>{children}</Registry>;
}

function makeRegistry(): PaletteRegistry {
  const added = new Map<string, () => PaletteGroup>();
  return {
    add: (id, read) => {
      added.set(id, read);
      return () => added.delete(id);
    },
    groups: () => [...added].map(([id, read]) => ({ id, ...read() })),
  };
}

/** The registry of the frame around, or null where the frame has no palette. */
export function usePaletteRegistry(): PaletteRegistry | null {
  return useContext(Registry);
}

/**
 * Adds commands to the palette for as long as the calling component is shown. They are read when the palette opens,
 * so they may change at every render; without a palette in the frame nothing happens.
 */
export function usePaletteCommands(group: PaletteGroup): void {
  const registry = usePaletteRegistry();
  const id = useId();
  const latest = useRef(group);
  useEffect(() => {
    latest.current = group;
  });
  useEffect(() => registry?.add(id, () => latest.current), [registry, id]);
}
