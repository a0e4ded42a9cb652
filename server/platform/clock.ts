import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { env } from "./env";

/** Epoch milliseconds of business time: what periods, deadlines and retries are measured with. */
export type Clock = { readonly now: () => number };

const clockFile = z.object({ offsetMs: z.number().int().nonnegative() });
const FRESH_MS = 250;

/**
 * A clock that runs ahead of the wall by the offset in a file, which web, worker and sandbox share. The file is
 * looked at no more than four times a second, and read only when it has changed.
 */
export function offsetClock(file: string, wall: () => number): Clock {
  let offsetMs = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let version = "";
  return {
    now: () => {
      const wallMs = wall();
      if (wallMs - lookedAt >= FRESH_MS || wallMs < lookedAt) {
        lookedAt = wallMs;
        const seen = versionOf(file);
        if (seen !== version) {
          version = seen;
          offsetMs = readOffset(file);
        }
      }
      return wallMs + offsetMs;
    },
  };
}

/** Moves a clock file forward and returns its new offset. Time never goes back. */
export function advanceFile(file: string, ms: number): number {
  if (!Number.isSafeInteger(ms) || ms < 0)
    throw new RangeError("a clock moves forward by whole milliseconds");
  const offsetMs = readOffset(file) + ms;
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(next, JSON.stringify({ offsetMs }));
  renameSync(next, file);
  return offsetMs;
}

// The inode as well as the time: two moves within one tick of the file system replace the file twice.
function versionOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs}:${stat.ino}` : "";
}

function readOffset(file: string): number {
  if (versionOf(file) === "") return 0;
  return clockFile.parse(JSON.parse(readFileSync(file, "utf8"))).offsetMs;
}

/** Epoch milliseconds of the wall: for signatures, time-outs and everything that another machine compares. */
export function wallNow(): number {
  return Date.now();
}

const wallClock: Clock = { now: wallNow };
let shared: { from: unknown; clock: Clock } | undefined;

/** The business clock: the wall's, and in the sandbox the wall's plus what `clock advance` added. */
export function systemClock(): Clock {
  const from = env();
  if (shared?.from !== from) {
    const { sandbox, clockFile: file } = from;
    shared = { from, clock: sandbox && file ? offsetClock(file, wallNow) : wallClock };
  }
  return shared.clock;
}

/** Moves the business clock of every process of the sandbox. @returns the offset from the wall afterwards */
export function advanceClock(ms: number): number {
  const { sandbox, clockFile: file } = env();
  if (!sandbox || !file) throw new Error("The clock can be moved only in the sandbox.");
  const offsetMs = advanceFile(file, ms);
  shared = undefined;
  return offsetMs;
}
