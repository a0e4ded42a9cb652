import type { Language } from "@/server/kernel/languages";
import { MERCHANT_COLUMNS } from "../merchants/schema";
import { STORE_COLUMNS } from "../stores/schema";
import { type ColumnNames, keysOf } from "../table/rules";

/** What a template or an export calls a column: in Japanese, or in English letters for everybody else. */
export function headerOf<C extends string>(names: ColumnNames<C>, column: C, language: Language): string {
  const english = names[column].find((name) => /^[a-z ]+$/.test(name)) ?? column;
  return language === "ja" ? (names[column][0] ?? column) : english;
}

const ALL = { ...MERCHANT_COLUMNS, ...STORE_COLUMNS };

/** The same for a column of any table; a field that is none is called by itself. */
export function columnName(field: string, language: Language): string {
  const names: ColumnNames<keyof typeof ALL> = ALL;
  const known = keysOf(names).find((column) => column === field);
  return known === undefined ? field : headerOf(names, known, language);
}
