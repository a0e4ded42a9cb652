import { createRequire } from "node:module";
import { z } from "zod";
import { foldForSearch, toBankNameKana, toKatakana } from "@/server/kernel/kana";

const place = z.object({
  code: z.string(),
  name: z.string(),
  kana: z.string(),
  hira: z.string(),
  roma: z.string(),
});
const bank = place.extend({ branches: z.record(z.string(), place) });
const directory = z.record(z.string(), bank);

type Place = z.infer<typeof place>;

export type BankSeed = {
  readonly code: string;
  readonly name: string;
  readonly nameKana: string;
  readonly nameHiragana: string;
  readonly nameTransfer: string;
  readonly folded: string;
};

export type BranchSeed = Omit<BankSeed, "nameHiragana"> & { readonly bankCode: string };

/** The edition of the directory that is seeded; a new one replaces the names of the old. */
export const BANK_DIRECTORY = "zengin-code 1.0.0-p20260824";

/**
 * Every bank and branch of the Zengin directory. Loading it costs 60 MiB, so it is read only when a database has
 * to be filled. @throws Error when a name cannot be written in a transfer file
 */
export function readBankDirectory(): { banks: BankSeed[]; branches: BranchSeed[] } {
  const read = createRequire(import.meta.url);
  const all = Object.values(directory.parse(read("zengin-code")));
  return {
    banks: all.map((one) => ({ ...rowOf(one), nameHiragana: one.hira })),
    branches: all.flatMap((one) =>
      Object.values(one.branches).map((branch) => ({ ...rowOf(branch), bankCode: one.code })),
    ),
  };
}

function rowOf(one: Place): Omit<BankSeed, "nameHiragana"> {
  const transfer = toBankNameKana(one.kana);
  if (!transfer.ok) throw new Error(`the name of ${one.code} cannot be written in a transfer file`);
  return {
    code: one.code,
    name: one.name.normalize("NFKC"),
    nameKana: toKatakana(one.kana),
    nameTransfer: transfer.value,
    folded: searchKeys([one.name, one.kana, one.roma, one.code]),
  };
}

/** The folded keys of a name between bars, so that a prefix is found as "|prefix". */
function searchKeys(names: readonly string[]): string {
  const keys = names.map(foldForSearch).filter((key) => key !== "");
  return `|${[...new Set(keys)].join("|")}|`;
}
