import { Command, InvalidArgumentError } from "commander";
import { prepareApplications, STAGES, type Stage } from "@/prisma/seed/demo/applications";
import { seedDemo } from "@/prisma/seed/demo/demo";
import { DEMO_PEOPLE } from "@/prisma/seed/people.data";
import { jobDeps } from "@/server/api/entry";
import { systemClock, wallNow } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { commandId } from "./acting";
import { answer, endWithFindings, note } from "./output";

function count(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

function stage(text: string): Stage {
  const found = STAGES.find((one) => one === text);
  if (found === undefined) throw new InvalidArgumentError(`Give one of ${[...new Set(STAGES)].join(", ")}.`);
  return found;
}

/** `noren demo applications`: more of what the review desk has to do. */
function applicationsCommand(): Command {
  return new Command("applications")
    .description("sandbox only: hand in applications that wait for review")
    .requiredOption("--count <number>", "how many", count)
    .option("--stage <stage>", "how far the desk has come with all of them", stage)
    .option("--seed <number>", "another number makes other shops", count)
    .action(async (given: { count: number; stage?: Stage; seed?: number }) => {
      if (!env().sandbox) return refuse();
      const prepared = await prepareApplications({ nowMs: systemClock().now(), ...given });
      answer(prepared, prepared.map((one) => Object.values(one).join("\t")).join("\n"));
    });
}

function refuse(): void {
  note("Demonstration data is made in the sandbox only.");
  endWithFindings();
}

/** `noren demo`: the demonstration network and its people. */
export function demoCommand(): Command {
  const seed = new Command("seed")
    .description(
      "sandbox only: fill the network with shops, registrations and past payments; 0 shops: the people alone",
    )
    .requiredOption("--shops <number>", "how many shops", count)
    .option("--payments <number>", "how many past payments (ten for each shop)", count)
    .action(async ({ shops, payments }: { shops: number; payments?: number }) => {
      if (!env().sandbox) return refuse();
      const startedAt = wallNow();
      const seconds = () => (wallNow() - startedAt) / 1_000;
      const progress = (text: string) => note(`${String(Math.round(seconds())).padStart(4)} s  ${text}`);
      const given = { shops, payments: payments ?? shops * 10, progress };
      const report = await seedDemo(jobDeps("demo-seed", commandId()), given);
      const took = seconds();
      answer({ ok: true, ...report, seconds: took, shopsPerSecond: Math.round(report.shops / took) });
    });
  const people = new Command("people").description("who can sign in to the demonstration").action(() => {
    answer(
      DEMO_PEOPLE.map(({ email, name, role, side }) => ({ email, name, role, side })),
      DEMO_PEOPLE.map(({ email, name, role }) => `${role}\t${email}\t${name}`).join("\n"),
    );
  });
  return new Command("demo")
    .description("the demonstration network")
    .addCommand(seed)
    .addCommand(people)
    .addCommand(applicationsCommand());
}
