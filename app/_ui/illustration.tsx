import type { ReactNode } from "react";

/** What an empty screen shows: an open shop curtain, a tray, a lens, a sheet with a code, a coin purse, a done list. */
export type IllustrationName = "curtain" | "tray" | "lens" | "sheet" | "purse" | "done";

const LINE = "fill-none stroke-indigo-600 stroke-2";
const SOFT = "fill-indigo-50 stroke-indigo-600 stroke-2";
const RED = "fill-vermilion";

const DRAWINGS: Record<IllustrationName, ReactNode> = {
  curtain: (
    <>
      <path d="M22 28h116" className={LINE} />
      <path d="M32 28v52q12 5 24 0V28z" className={SOFT} />
      <path d="M60 28v52q12 5 24 0V28z" className={SOFT} />
      <path d="M88 28v52q10 4 17-3 4-6 7-24V28z" className={SOFT} />
      <path d="M40 96h80M52 104h56" className={LINE} />
      <circle cx="72" cy="52" r="7" className={RED} />
    </>
  ),
  tray: (
    <>
      <path d="M38 34h84l14 38v26q0 6-6 6H30q-6 0-6-6V72z" className={LINE} />
      <path d="M24 72h32q2 14 24 14t24-14h32v26q0 6-6 6H30q-6 0-6-6z" className={SOFT} />
      <path d="M58 48h44M54 59h52" className={LINE} />
      <circle cx="122" cy="30" r="6" className={RED} />
    </>
  ),
  lens: (
    <>
      <rect x="28" y="26" width="72" height="80" rx="6" className={SOFT} />
      <path d="M42 46h44M42 60h30M42 74h24" className={LINE} />
      <circle cx="100" cy="74" r="22" className="fill-surface stroke-indigo-600 stroke-2" />
      <path d="M116 90l18 18" className="fill-none stroke-indigo-600 stroke-4" />
      <circle cx="100" cy="74" r="6" className={RED} />
    </>
  ),
  sheet: (
    <>
      <rect x="46" y="14" width="68" height="96" rx="6" className="fill-surface stroke-indigo-600 stroke-2" />
      <path d="M46 32V20q0-6 6-6h56q6 0 6 6v12z" className="fill-indigo-600" />
      <path d="M60 44h14v14H60zM86 44h14v14H86zM60 70h14v14H60z" className={SOFT} />
      <path d="M86 70h6v6h-6zM94 78h6v6h-6z" className="fill-indigo-600" />
      <path d="M62 98h36" className={LINE} />
      <circle cx="80" cy="64" r="4" className={RED} />
    </>
  ),
  purse: (
    <>
      <path d="M44 52q-14 18-14 34 0 20 22 20h56q22 0 22-20 0-16-14-34z" className={SOFT} />
      <path d="M42 52h76" className={LINE} />
      <path d="M66 52q-4-22 14-22t14 22" className={LINE} />
      <path d="M72 70l8 10 8-10M80 80v16M72 84h16M72 90h16" className={LINE} />
      <circle cx="80" cy="24" r="6" className={RED} />
    </>
  ),
  done: (
    <>
      <rect x="40" y="18" width="80" height="92" rx="6" className={SOFT} />
      <path d="M64 18v-4h32v4" className={LINE} />
      <path d="M54 42l5 5 9-10M54 64l5 5 9-10M54 86l5 5 9-10" className={LINE} />
      <path d="M78 43h28M78 65h28M78 87h18" className={LINE} />
      <circle cx="108" cy="98" r="7" className={RED} />
    </>
  ),
};

/** A small drawing in the product's own line; decoration, so screen readers pass it by. */
export function Illustration({ name, className }: { name: IllustrationName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 160 124"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {DRAWINGS[name]}
    </svg>
  );
}
