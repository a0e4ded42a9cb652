import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { sha256Hex } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import {
  indexNames,
  LIST_KINDS,
  type ListedName,
  type NameIndex,
  type ScreeningMatch,
  type ScreeningSubject,
  screenSubject,
} from "./rules";

/** What a provider answers: which edition of the lists it asked, how many names they hold, and what it found. */
export type ScreeningAnswer = {
  readonly edition: string;
  readonly names: number;
  readonly matches: readonly ScreeningMatch[];
};

/** Whoever screens names. A provider other than the file is another function of this shape. */
export type ScreeningProvider = (subjects: readonly ScreeningSubject[]) => Promise<ScreeningAnswer>;

const row = z.object({
  id: z.string().min(1),
  list: z.enum(LIST_KINDS),
  kind: z.enum(["person", "entity"]),
  name: z.string().min(1),
  kana: z.string().default(""),
  aliases: z.string().default(""),
  birth_on: z.string().default(""),
});

type Loaded = { readonly stamp: string; readonly edition: string; readonly index: NameIndex };

/**
 * Screens against a CSV file (`id,list,kind,name,kana,aliases,birth_on`; aliases parted by `;`). A newer file is read
 * at the next question; the edition is the beginning of its hash, so that evidence names exactly what was asked.
 */
export function fileScreening(path: string): ScreeningProvider {
  let loaded: Loaded | undefined;
  return async (subjects) => {
    const { mtimeMs, size } = await stat(path);
    const stamp = `${mtimeMs}-${size}`;
    if (loaded?.stamp !== stamp) loaded = { stamp, ...(await readList(path)) };
    const { edition, index } = loaded;
    return { edition, names: index.size, matches: subjects.flatMap((one) => screenSubject(one, index)) };
  };
}

async function readList(path: string): Promise<Omit<Loaded, "stamp">> {
  const text = await readFile(path, "utf8");
  const rows = z
    .array(row)
    .parse(parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true }));
  const listed = rows.map(
    ({ aliases, birth_on: birthOn, ...rest }): ListedName => ({
      ...rest,
      aliases: aliases.split(";").filter((alias) => alias !== ""),
      birthOn: birthOn === "" ? null : birthOn,
    }),
  );
  return { edition: sha256Hex(text).slice(0, 12), index: indexNames(listed) };
}

const providers = new Map<string, ScreeningProvider>();

/**
 * Asks the provider that SCREENING_URL names. @returns null when none is set up or it does not answer: then a person
 * has to settle the check, and nothing passes as clear that was not asked.
 */
export async function screen(subjects: readonly ScreeningSubject[]): Promise<ScreeningAnswer | null> {
  const { screeningUrl } = env();
  if (screeningUrl === undefined) return null;
  const provider = providers.get(screeningUrl) ?? fileScreening(fileURLToPath(screeningUrl));
  providers.set(screeningUrl, provider);
  try {
    return await provider(subjects);
  } catch (error) {
    log().error({ err: error }, "the screening list cannot be asked");
    return null;
  }
}
