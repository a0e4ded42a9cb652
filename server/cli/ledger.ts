import { Command } from "commander";
import { checkLedger } from "@/server/ledger/check/queries";
import { transactSql } from "@/server/platform/db";
import { answer, endWithFindings } from "./output";

/** `noren ledger check`: goes through the whole of the books. */
export function ledgerCommand(): Command {
  const check = new Command("check")
    .description("verify every entry, account and checkpoint")
    .action(async () => {
      const report = await transactSql("jobs", checkLedger);
      answer(report);
      if (!report.ok) endWithFindings();
    });
  return new Command("ledger").description("the books").addCommand(check);
}
