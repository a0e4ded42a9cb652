/** The id of the content that every shell's skip link leads to. */
export const MAIN_ID = "main";

/** Lets a keyboard pass over the navigation. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="sr-only rounded bg-indigo-600 px-4 py-3 font-bold text-on-indigo focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60"
    >
      {label}
    </a>
  );
}
