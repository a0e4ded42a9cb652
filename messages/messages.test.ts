import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { screenMessagesOf } from "./messages";

const ROOT = join(import.meta.dirname, "..");

/** The product's own sources: what shows words to people. */
const product = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: ROOT })
  .toString()
  .split("\n")
  .filter(
    (file) =>
      /^(app|server)\/.*\.tsx?$/.test(file) && !/\.test\.ts$/.test(file) && existsSync(join(ROOT, file)),
  )
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

describe("messages", () => {
  const keysOf = (tree: object, path = ""): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "object" && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
    );

  it("no message is empty in any language", () => {
    const empty = (["ja", "en", "zh", "ko"] as const).flatMap((locale) =>
      entriesOf(screenMessagesOf(locale))
        .filter(([, value]) => value.trim() === "")
        .map(([key]) => `${locale} ${key}`),
    );
    expect(empty).toEqual([]);
  });

  it("every message is used somewhere", () => {
    const words = new Set(product.flatMap(({ text }) => text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []));
    const made = product.flatMap(keyPatterns);
    const unused = keysOf(screenMessagesOf("ja")).filter((key) => {
      const named = words.has(key.split(".").at(-1) ?? "");
      return !named && !made.some((pattern) => pattern.test(key));
    });
    expect(unused).toEqual([]);
  });

  /** Keys that are put together, such as `refusal.${code}_why`: what they can become. */
  function keyPatterns({ file, text }: { file: string; text: string }): RegExp[] {
    const found: RegExp[] = [];
    visit(
      ts.createSourceFile(
        file,
        text,
        ts.ScriptTarget.ES2023,
        true,
        file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
      ),
      (node) => {
        if (!ts.isTemplateExpression(node)) return;
        const pieces = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
        const literal = pieces.join("");
        if (!/^[A-Za-z0-9_.]{3,}$/.test(literal) || !/[A-Za-z]{3}/.test(literal)) return;
        const pattern = pieces.map((piece) => piece.replaceAll(".", "\\.")).join("[A-Za-z0-9_.:]+");
        found.push(new RegExp(`(^|\\.)${pattern}$`));
      },
    );
    return found;
  }

  function entriesOf(tree: object, path = ""): [string, string][] {
    return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[`${path}${key}`, value]] : entriesOf(value, `${path}${key}.`),
    );
  }
});
