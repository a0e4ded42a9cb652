/** What every field one types or chooses in looks like; 16 px text so that phones do not zoom in. */
export const CONTROL_STYLES = [
  "w-full rounded border border-edge bg-surface px-3.5 text-base text-ink",
  "placeholder:text-muted hover:border-ink/60",
  "focus-visible:border-indigo-600 focus-visible:outline-2 focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-line/40 disabled:text-muted",
  "aria-invalid:border-vermilion-700 aria-invalid:border-2",
].join(" ");
