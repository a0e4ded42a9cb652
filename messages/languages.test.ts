import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { en } from "./en";
import { poster as englishPoster } from "./en/poster";
import { ja } from "./ja";
import { poster as japanesePoster } from "./ja/poster";
import { ko } from "./ko";
import { poster as koreanPoster } from "./ko/poster";
import { screenMessagesOf } from "./messages";
import { OPERATOR_GROUPS } from "./shape";
import { zh } from "./zh";
import { poster as chinesePoster } from "./zh/poster";

const ROOT = join(import.meta.dirname, "..");
const LANGUAGES = {
  ja: { ...ja, poster: japanesePoster },
  en: { ...en, poster: englishPoster },
  zh: { ...zh, poster: chinesePoster },
  ko: { ...ko, poster: koreanPoster },
} as const;

function entriesOf(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : entriesOf(value, `${path}${key}.`),
  );
}

const wordsOf = (language: keyof typeof LANGUAGES) => new Map(entriesOf(LANGUAGES[language]));
const isForOperators = (key: string) => OPERATOR_GROUPS.some((group) => key.startsWith(`${group}.`));

describe("the four languages", () => {
  it.each(["en", "zh", "ko"] as const)("%s has the words of Japanese, no less and no more", (language) => {
    const wanted = [...wordsOf("ja").keys()].filter((key) => language === "en" || !isForOperators(key));
    expect([...wordsOf(language).keys()].sort()).toEqual(wanted.sort());
  });

  it("operators' words, and no others, are English where there is no translation", () => {
    const english = wordsOf("en");
    for (const language of ["zh", "ko"] as const) {
      const own = wordsOf(language);
      const borrowed = entriesOf(screenMessagesOf(language)).filter(([key]) => !own.has(key));
      expect(borrowed.filter(([key, text]) => !isForOperators(key) || text !== english.get(key))).toEqual([]);
    }
  });

  it("every message fills its blanks in the same way in every language, plurals and marks included", () => {
    const japanese = wordsOf("ja");
    const different = (["en", "zh", "ko"] as const).flatMap((language) =>
      [...wordsOf(language)]
        .map(([key, text]) => ({ key, own: blanksOf(text), wanted: blanksOf(japanese.get(key) ?? "") }))
        .filter(({ own, wanted }) => own !== wanted)
        .map(({ key, own, wanted }) => `${language} ${key}: ${own} instead of ${wanted}`),
    );
    expect(different).toEqual([]);
  });

  it("a plural has the forms of its language", () => {
    const wrong = Object.entries(LANGUAGES).flatMap(([language, words]) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      return entriesOf(words).flatMap(([key, text]) =>
        pluralsOf(parse(text))
          .filter((own) => forms.some((form) => !own.includes(form)))
          .map((own) => `${language} ${key}: ${own.join()} instead of ${forms.join()}`),
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe("a word that is missing does not compile", () => {
  it("as the words are, they compile", () => {
    expect(findingsOf(["messages/messages.ts"])).toEqual([]);
  });

  it.each([
    { language: "zh", file: "messages/zh.ts", line: "  payouts,\n", named: "payouts" },
    { language: "ko", file: "messages/ko/payments.ts", line: /\n {4}noneLeft: .*/, named: "noneLeft" },
    { language: "en", file: "messages/en/review.ts", line: /\n {4}moveDown: .*/, named: "moveDown" },
    { language: "zh", file: "messages/zh/errors.ts", line: /\n {2}last_owner: .*/, named: "last_owner" },
  ])("$named taken out of $file", ({ file, line, named }) => {
    const found = findingsOf(["messages/messages.ts"], { file, without: line });
    expect(found.join("\n")).toContain(`'${named}'`);
  });
});

describe("a word that a screen asks for and nobody has does not compile", () => {
  const screen = ["app/_i18n/next-intl.d.ts", "app/_components/onboarding/use-returned-words.ts"];

  it("as the screen is, it compiles", () => {
    expect(findingsOf(screen)).toEqual([]);
  });

  it("without one of the words that it may ask for it does not", () => {
    const planted = { file: "messages/ja/onboarding.ts", without: /\n {4}wrong_document: .*/ };
    expect(findingsOf(screen, planted).join("\n")).toContain('"reason.wrong_document"');
  });
});

/** What a message needs, written so that equal needs are equal texts: `amount, count: number, <day>`. */
function blanksOf(text: string): string {
  return [...new Set(elementsOf(parse(text)).flatMap(needOf))].sort().join(", ");
}

function elementsOf(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return [element, ...elementsOf(element.children)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element];
    return [element, ...Object.values(element.options).flatMap(({ value }) => elementsOf(value))];
  });
}

/** A language without plural forms counts by a plain number what another counts by a plural. */
function needOf(element: MessageFormatElement): string[] {
  switch (element.type) {
    case TYPE.literal:
    case TYPE.pound:
      return [];
    case TYPE.argument:
      return [element.value];
    case TYPE.number:
    case TYPE.plural:
      return [`${element.value}: number`];
    case TYPE.date:
    case TYPE.time:
      return [`${element.value}: moment`];
    case TYPE.select:
      return [`${element.value}: one of ${Object.keys(element.options).sort().join("|")}`];
    case TYPE.tag:
      return [`<${element.value}>`];
  }
}

function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elementsOf(elements).flatMap((element) =>
    element.type === TYPE.plural ? [Object.keys(element.options)] : [],
  );
}

const settings = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile).config,
  { ...ts.sys, readDirectory: () => [] },
  ROOT,
).options;
const options: ts.CompilerOptions = { ...settings, noEmit: true, incremental: false, types: [], plugins: [] };
const sources = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says about these files as if a piece of one of them had been taken out. */
function findingsOf(
  files: readonly string[],
  planted?: { readonly file: string; readonly without: string | RegExp },
): string[] {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) => {
    if (planted && name.endsWith(`/${planted.file}`)) {
      const text = host.readFile(name) ?? "";
      const changed = text.replace(planted.without, "");
      expect(changed).not.toBe(text);
      return ts.createSourceFile(name, changed, target);
    }
    if (!sources.has(name)) sources.set(name, read(name, target));
    return sources.get(name);
  };
  const program = ts.createProgram({ rootNames: files.map((file) => join(ROOT, file)), options, host });
  return program
    .getSemanticDiagnostics()
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
