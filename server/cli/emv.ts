import { Command } from "commander";
import { inspectEmv } from "@/server/codes/emv/rules";
import { answer, endWithFindings } from "./output";

/** `noren emv inspect <payload>`: reads an EMV merchant-presented payload. */
export function emvCommand(): Command {
  const inspect = new Command("inspect")
    .description("read a payload of a merchant-presented QR code")
    .argument("<payload>", "the text of the symbol")
    .action((payload: string) => {
      const inspection = inspectEmv(payload);
      answer(inspection);
      if (!inspection.ok) endWithFindings();
    });
  return new Command("emv").description("EMV payloads").addCommand(inspect);
}
