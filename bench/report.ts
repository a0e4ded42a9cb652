import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Figure = {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** Measured in the same run, or null where nothing is comparable. */
  readonly baseline: number | null;
};

const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

/** One JSON line per figure. */
export function report({ bench, figure, value, unit, baseline }: Figure): void {
  const ratio = baseline === null || baseline === 0 ? null : rounded(value / baseline);
  const line = {
    bench,
    figure,
    value: rounded(value),
    unit,
    baseline: baseline === null ? null : rounded(baseline),
    ratio,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The value below which a part of the measurements lies: 0.5 is the median. */
export function quantile(measured: readonly number[], part: number): number {
  const sorted = [...measured].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

let collect: (() => void) | undefined;

/**
 * Megabytes that are in use and not merely not collected yet: the garbage is collected first. Resident memory grows
 * with what the machine has to spare and says little about that.
 */
export function liveMemoryMb(): number {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    const gc: unknown = runInNewContext("gc");
    if (typeof gc !== "function") throw new Error("garbage cannot be collected on demand");
    collect = () => void gc();
  }
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_048_576;
}
