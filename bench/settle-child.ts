import { z } from "zod";
import { issueBankFile, prepareBankFiles, releaseBankFile } from "@/server/settlement/bank-file/commands";
import { runSettlement } from "@/server/settlement/run/commands";
import { daySchema } from "@/server/settlement/run/schema";
import { armDeath } from "./settle-death";
import { finance } from "./settlement-bed";

const asked = z.object({
  statement: z.number().int(),
  when: z.enum(["before", "after"]),
  nowMs: z.number(),
  throughOn: daySchema.optional(),
  runId: z.string().optional(),
  releaseId: z.string().optional(),
  issueId: z.string().optional(),
});

/** A process of its own that does one step of a settlement and kills itself with SIGKILL at the statement it is told. */
const given = asked.parse(JSON.parse(process.argv[2] ?? "{}"));
armDeath(given, () => process.kill(process.pid, "SIGKILL"));
const maker = finance("per_maker", given.nowMs);
if (given.throughOn) await runSettlement(maker, { throughOn: given.throughOn });
if (given.runId) await prepareBankFiles(maker, { runId: given.runId });
if (given.releaseId)
  await releaseBankFile(finance("per_checker", given.nowMs), { bankFileId: given.releaseId });
if (given.issueId) await issueBankFile(maker, { bankFileId: given.issueId });
process.exit(0);
