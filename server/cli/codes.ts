import { Command, InvalidArgumentError } from "commander";
import { type CodeRow, findCode, listChosenCodes } from "@/server/codes/queries";
import { checkCode } from "@/server/codes/rules";
import { DomainError } from "@/server/kernel/errors";
import { systemClock } from "@/server/platform/clock";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { answer } from "./output";

const LIMIT_MAX = 100_000;

/** Reads a code as an argument. */
export function codeOf(text: string): string {
  const code = checkCode(text);
  if (code === null) throw new InvalidArgumentError("Give a code as it is printed, such as ABCDE FGHJK.");
  return code;
}

function limitOf(text: string): number {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > LIMIT_MAX) throw new InvalidArgumentError(`Give a number from 1 to ${LIMIT_MAX}.`);
  return limit;
}

function shown({ code, storeId, merchantId, state, url, emv }: CodeRow) {
  return { code, storeId, merchantId, state, url, emv };
}

/** `noren code list` and `noren code show`. */
export function codeCommand(): Command {
  const sql = () => sqlOfClient(poolFor("jobs"));
  const list = new Command("list")
    .description("codes with their store, state, address and EMV payload")
    .option("--limit <n>", "how many at most", limitOf, 100)
    .option("--merchant <id>", "of one merchant")
    .action(async (options: { limit: number; merchant?: string }) => {
      const merchantIds = options.merchant === undefined ? undefined : [options.merchant];
      const rows = await listChosenCodes(sql(), { merchantIds, limit: options.limit }, systemClock().now());
      const lines = rows.map(
        (row) => `${row.code}  ${row.state.padEnd(8)}  ${row.storeId}  ${row.storeName}`,
      );
      answer(rows.map(shown), lines.join("\n"));
    });
  const show = new Command("show")
    .description("one code")
    .argument("<code>", "the ten characters under the symbol", codeOf)
    .action(async (code: string) => {
      const row = await findCode(sql(), code, systemClock().now());
      if (row === null) throw new DomainError("not_found");
      answer(shown(row));
    });
  return new Command("code").description("payment codes").addCommand(list).addCommand(show);
}
