import { existsSync, readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { toTransferKana } from "@/server/kernel/kana";
import { inspectZengin } from "@/server/settlement/bank-file/rules";
import { answer, endWithFindings } from "./output";

function existing(path: string): string {
  if (!existsSync(path)) throw new InvalidArgumentError("There is no such file.");
  return path;
}

/** `noren zengin`: transfer files of the Japanese Bankers Association and the names in them. */
export function zenginCommand(): Command {
  const inspect = new Command("inspect")
    .description("check a transfer file, record by record")
    .argument("<file>", "path of the file", existing)
    .option("--lenient", "accept what banks accept beyond the standard")
    .action((file: string, options: { lenient?: boolean }) => {
      const inspection = inspectZengin(readFileSync(file), { lenient: options.lenient === true });
      answer(inspection);
      if (!inspection.ok) endWithFindings();
    });
  const kana = new Command("kana")
    .description("the half-width form of a name for bank transfers")
    .argument("<name>", "the name in kana or Latin letters")
    .action((name: string) => {
      const form = toTransferKana(name);
      answer(form, form.ok ? form.value : form.offending.join(" ") || "too long or empty");
      if (!form.ok) endWithFindings();
    });
  return new Command("zengin").description("bank transfer files").addCommand(inspect).addCommand(kana);
}
