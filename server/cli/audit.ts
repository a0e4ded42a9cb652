import { Command } from "commander";
import { readAnchors } from "@/server/audit/gateway";
import { verifyAudit } from "@/server/audit/seal/queries";
import { transactSql } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { answer, endWithFindings } from "./output";

/** `noren audit verify`: follows the chain of the audit log and compares it with its anchor. */
export function auditCommand(): Command {
  const verify = new Command("verify")
    .description("hash every event again and follow the chain")
    .action(async () => {
      const anchors = readAnchors(env().anchorFile);
      const report = await transactSql("jobs", (sql) => verifyAudit(sql, anchors));
      answer(report);
      if (!report.ok) endWithFindings();
    });
  return new Command("audit").description("the audit log").addCommand(verify);
}
