import { z } from "zod";
import { armDeath } from "./settle-death";
import { PARTS, readyFor } from "./settle-parts";

const asked = z.object({ part: z.enum(PARTS), personId: z.string(), dieAt: z.number().int().nullable() });

/**
 * A process of its own that does one part of a pay-day. It kills itself with SIGKILL when the statement that it is told
 * has been sent, and otherwise prints how many statements it sent.
 */
const { part, personId, dieAt } = asked.parse(JSON.parse(process.argv[2] ?? "{}"));
const work = await readyFor(part, personId);
const disarm = armDeath(dieAt === null ? null : { statement: dieAt, when: "after" }, () =>
  process.kill(process.pid, "SIGKILL"),
);
await work();
process.stdout.write(`${disarm()}\n`);
process.exit(0);
