import { type Day, parseDay } from "@/server/kernel/calendar";

/** What a run does, in this order: finds what is due, sums it, reckons fees, writes statements, names their entries. */
export const RUN_STEPS = ["gather", "sum", "fees", "write", "entries"] as const;
export type RunStep = (typeof RUN_STEPS)[number];

/** How far a run is: the step, and of how many statements the writing has done how many. */
export type RunProgress = {
  readonly throughOn: Day;
  readonly step: RunStep;
  readonly done: number;
  readonly of: number;
};

/** Every mark begins with it. */
export const MARK = "settlement";
const TEXT = new RegExp(`^${MARK} (\\d{4}-\\d{2}-\\d{2}) ([a-z]+) (\\d+)/(\\d+)$`);

/** Progress as the mark of a connection: at most 63 letters, so that PostgreSQL cuts nothing off. */
export function markOf({ throughOn, step, done, of }: RunProgress): string {
  return `${MARK} ${throughOn} ${step} ${done}/${of}`;
}

/** Reads a mark, or undefined when it is none. */
export function readMark(text: string): RunProgress | undefined {
  const [, day = "", name = "", done, of] = TEXT.exec(text) ?? [];
  const throughOn = parseDay(day);
  const step = RUN_STEPS.find((known) => known === name);
  return throughOn && step ? { throughOn, step, done: Number(done), of: Number(of) } : undefined;
}
