import { Command } from "commander";
import { checkCorporateNumber } from "@/server/kernel/corporate-number";
import { answer, endWithFindings } from "./output";

/** `noren corporate-number <n>`: the check digit of a corporate number (法人番号). */
export function corporateNumberCommand(): Command {
  return new Command("corporate-number")
    .description("check a corporate number (法人番号)")
    .argument("<number>", "thirteen digits")
    .action((number: string) => {
      const check = checkCorporateNumber(number);
      answer(check);
      if (!check.valid) endWithFindings();
    });
}
