import { Command, InvalidArgumentError } from "commander";
import { advanceClock, systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { answer, endWithFindings, note } from "./output";

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationMs(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined) throw new InvalidArgumentError("Give a duration such as 90d, 25h, 30m or 10s.");
  return Number(count) * unitMs;
}

/** `noren clock advance`: moves the business clock of every process of the sandbox. */
export function clockCommand(): Command {
  const advance = new Command("advance")
    .description("sandbox only: move the business clock of all processes forward")
    .argument("<duration>", "such as 90d, 25h, 30m or 10s", durationMs)
    .action((ms: number) => {
      if (!env().sandbox) {
        note("The clock can be moved only in the sandbox.");
        endWithFindings();
        return;
      }
      const offsetMs = advanceClock(ms);
      const now = systemClock().now();
      answer({ ok: true, advancedMs: ms, offsetMs, now: new Date(now).toISOString() });
    });
  return new Command("clock").description("the business clock").addCommand(advance);
}
