import type { ReactNode } from "react";

/** A phone drawn around a small picture of a screen; decoration, so screen readers pass it by. */
export function Device({ children }: { children: ReactNode }) {
  return (
    <div
      aria-hidden
      className="mx-auto w-full max-w-60 rounded-[2rem] border-[3px] border-indigo-600 bg-surface p-2 shadow select-none"
    >
      <div className="mx-auto mb-2 h-1.5 w-14 rounded-full bg-indigo-100" />
      <div className="flex h-72 flex-col overflow-hidden rounded-[1.4rem] border border-line bg-paper">
        {children}
      </div>
    </div>
  );
}
