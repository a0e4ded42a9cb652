import { Command } from "commander";
import { transactSql } from "@/server/platform/db";
import { checkBooks } from "@/server/settlement/proof/queries";
import { answer, endWithFindings } from "./output";

/** `noren ledger check`: goes through the whole of the books. */
export function ledgerCommand(): Command {
  const check = new Command("check")
    .description(
      "verify every entry, account, checkpoint and locked month, and what reconciliation leaves on the accounts",
    )
    .action(async () => {
      const report = await transactSql("jobs", checkBooks);
      answer(report);
      if (!report.ok) endWithFindings();
    });
  return new Command("ledger").description("the books").addCommand(check);
}
