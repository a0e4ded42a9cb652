import { createWriteStream, existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { jobDeps } from "@/server/api/entry";
import { issueEditions } from "@/server/codes/edition/commands";
import { posterOf } from "@/server/codes/edition/rules";
import { posterBrand } from "@/server/codes/poster/brand/gateway";
import { buildPosterPdf } from "@/server/codes/poster/document";
import { POSTER_FORMATS, type PosterFormat, type PosterInput } from "@/server/codes/poster/rules";
import { type CodeChoice, listChosenCodes } from "@/server/codes/queries";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { commandId } from "./acting";
import { codeOf } from "./codes";
import { answer, endWithFindings, note } from "./output";

const PAGE = 500;

type Options = {
  readonly code?: string[];
  readonly store?: string[];
  readonly merchant?: string[];
  readonly all?: boolean;
  readonly format: PosterFormat;
  readonly out: string;
};

type Choice = Omit<CodeChoice, "limit" | "afterCode">;

function choiceOf({ code, store, merchant, all }: Options): Choice {
  const given = [code, store, merchant, all].filter((one) => one !== undefined).length;
  if (given !== 1) {
    throw new InvalidArgumentError("Choose the posters with one of --code, --store, --merchant or --all.");
  }
  return { codes: code, storeIds: store, merchantIds: merchant, onlyLive: true };
}

function outFile(path: string): string {
  if (!existsSync(dirname(resolve(path)))) throw new InvalidArgumentError("There is no such folder.");
  return path;
}

/** The posters of a choice, page by page of the list, so that memory does not grow with the network. */
async function* postersOf(choice: Choice, format: PosterFormat, made: string[]): AsyncGenerator<PosterInput> {
  const deps = jobDeps("command-line", commandId());
  let afterCode: string | undefined;
  for (;;) {
    const rows = await listChosenCodes(
      sqlOfClient(poolFor("jobs")),
      { ...choice, afterCode, limit: PAGE },
      deps.now,
    );
    const codes = rows.map((row) => row.code);
    const editions = await transactSql("jobs", (sql) => issueEditions(sql, deps, codes, format));
    for (const row of rows) {
      const edition = editions.get(row.code);
      if (edition === undefined) continue;
      made.push(row.code);
      yield posterOf(row, edition);
    }
    if (rows.length < PAGE) return;
    afterCode = codes.at(-1);
    note(`${made.length} posters`);
  }
}

/** `noren posters build`: one PDF with a page per live code; codes that have ended are left out. */
export function postersCommand(): Command {
  const build = new Command("build")
    .description("one PDF with a page per code")
    .addOption(new Option("--code <code...>", "these codes").argParser(collect(codeOf)))
    .option("--store <id...>", "the codes of these stores")
    .option("--merchant <id...>", "the codes of these merchants")
    .option("--all", "the codes of the whole network")
    .addOption(new Option("--format <format>", "paper").choices([...POSTER_FORMATS]).default("a4"))
    .addOption(new Option("--out <file>", "where the PDF goes").argParser(outFile).makeOptionMandatory())
    .action(async (options: Options, command: Command) => {
      const made: string[] = [];
      const posters = postersOf(readChoice(options, command), options.format, made);
      const brand = posterBrand();
      const job = { posters, format: options.format, brand, sandbox: env().sandbox };
      await pipeline(buildPosterPdf(job), createWriteStream(options.out));
      answer({ ok: made.length > 0, posters: made.length, format: options.format, out: options.out });
      if (made.length === 0) endWithFindings();
    });
  return new Command("posters").description("printed posters").addCommand(build);
}

function readChoice(options: Options, command: Command): Choice {
  try {
    return choiceOf(options);
  } catch (error) {
    if (error instanceof InvalidArgumentError) command.error(`error: ${error.message}`, { exitCode: 2 });
    throw error;
  }
}

function collect<T>(read: (text: string) => T): (text: string, before: readonly T[] | undefined) => T[] {
  return (text, before) => [...(before ?? []), read(text)];
}
