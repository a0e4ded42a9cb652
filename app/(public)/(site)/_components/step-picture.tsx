import type { ReactNode } from "react";

const LINE = "fill-none stroke-indigo-600 stroke-2";
const SOFT = "fill-indigo-50 stroke-indigo-600 stroke-2";
const SHEET = "fill-surface stroke-indigo-600 stroke-2";
const FULL = "fill-indigo-600";

/** The four steps to the first payment. */
export type Step = "apply" | "review" | "print" | "receive";

const DRAWINGS: Record<Step, ReactNode> = {
  apply: (
    <>
      <rect x="50" y="12" width="60" height="100" rx="10" className={SHEET} />
      <path d="M74 19h12" className={LINE} />
      <path d="M60 36h28M60 58h34M60 80h22" className={LINE} />
      <path d="M60 42h40v8H60zM60 64h40v8H60z" className={SOFT} />
      <rect x="60" y="92" width="40" height="12" rx="4" className={FULL} />
      <path d="M104 100l22-22 8 8-22 22-10 2z" className={SHEET} />
    </>
  ),
  review: (
    <>
      <rect x="48" y="22" width="64" height="86" rx="6" className={SHEET} />
      <path d="M60 40h40M60 54h40M60 68h26" className={LINE} />
      <circle cx="44" cy="86" r="20" className="fill-indigo-50 stroke-indigo-600 stroke-2" />
      <path d="M35 86l6 7 12-14" className="fill-none stroke-indigo-600 stroke-[4]" />
      <circle cx="118" cy="86" r="20" className={FULL} />
      <path d="M109 86l6 7 12-14" className="fill-none stroke-surface stroke-[4]" />
    </>
  ),
  print: (
    <>
      <path d="M44 46V18h72v28" className={SHEET} />
      <rect x="30" y="46" width="100" height="40" rx="8" className={SOFT} />
      <circle cx="116" cy="58" r="4" className="fill-vermilion" />
      <rect x="50" y="70" width="60" height="44" rx="3" className={SHEET} />
      <path d="M50 80V73q0-3 3-3h54q3 0 3 3v7z" className={FULL} />
      <path d="M62 88h9v9h-9zM89 88h9v9h-9z" className={LINE} />
      <path d="M62 102h9v5h-9zM77 88h5v5h-5zM77 98h9v4h-9zM91 103h7v4h-7z" className={FULL} />
    </>
  ),
  receive: (
    <>
      <rect x="26" y="30" width="48" height="82" rx="9" className={SHEET} />
      <path d="M40 44l10 13 10-13M50 57v18M41 61h18M41 68h18" className={LINE} />
      <rect x="36" y="92" width="28" height="10" rx="5" className={FULL} />
      <path d="M84 70h16" className="fill-none stroke-indigo-600 stroke-2 [stroke-dasharray:2_5]" />
      <rect x="104" y="46" width="36" height="52" rx="6" className={SOFT} />
      <path d="M113 72l6 7 12-14" className="fill-none stroke-green stroke-[4]" />
      <path d="M110 34q12-9 24 0M116 40q6-4 12 0" className={LINE} />
    </>
  ),
};

/** A drawing of a step; decoration, so screen readers pass it by. */
export function StepPicture({ step, className }: { step: Step; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 160 124"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {DRAWINGS[step]}
    </svg>
  );
}
