import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { screenMessagesOf } from "./messages";
import { WORDS_OF } from "./parts.data";
import { mergeWords, pickWords, type WordTree } from "./pick";
import { OPERATOR_GROUPS } from "./shape";

const ROOT = join(import.meta.dirname, "..");
const ENTRY = /\/(page|layout|error|loading|not-found|template)\.tsx$/;
const PARTS: readonly [string, readonly string[]][] = Object.entries(WORDS_OF);

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "app"], {
  cwd: ROOT,
})
  .toString()
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file) && existsSync(join(ROOT, file)));
const entries = sources.filter((file) => ENTRY.test(file));

type Source = {
  readonly isClient: boolean;
  readonly imports: string[];
  /** What a component asks for that may run in the browser. */
  readonly groups: string[];
  /** What a server component asks for. */
  readonly serverGroups: string[];
};
const known = new Map<string, Source>();

function sourceOf(file: string): Source {
  const before = known.get(file);
  if (before) return before;
  const text = readFileSync(join(ROOT, file), "utf8");
  const found: Source = { isClient: /^["']use client/.test(text), imports: [], groups: [], serverGroups: [] };
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind), (node) => {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    if (ts.isCallExpression(node) && node.expression.getText() === "useTranslations") {
      const [group] = node.arguments;
      found.groups.push(group && ts.isStringLiteral(group) ? group.text : `${file} names no group`);
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "getTranslations") {
      const [group] = node.arguments;
      if (group && ts.isStringLiteral(group)) found.serverGroups.push(group.text);
    }
  });
  known.set(file, found);
  return found;

  function add(specifier: ts.Node | undefined): void {
    const path = specifier && ts.isStringLiteral(specifier) ? resolve(file, specifier.text) : undefined;
    if (path) found.imports.push(path);
  }
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

function resolve(from: string, specifier: string): string | undefined {
  if (!/^(@\/|\.)/.test(specifier)) return undefined;
  const base = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(from), specifier);
  return [`${base}.ts`, `${base}.tsx`].find((path) => existsSync(join(ROOT, path)));
}

/** The groups of words that client components ask for below one file of the router, or that all components do. */
function groupsOf(entry: string, asked: "in the browser" | "anywhere" = "in the browser"): string[] {
  const seen = new Set<string>();
  const groups = new Set<string>();
  const walk = (file: string, above: boolean): void => {
    const source = sourceOf(file);
    const isClient = above || source.isClient;
    if (seen.has(`${file} ${isClient}`)) return;
    seen.add(`${file} ${isClient}`);
    if (isClient || asked === "anywhere") for (const group of source.groups) groups.add(group);
    if (asked === "anywhere") for (const group of source.serverGroups) groups.add(group);
    for (const next of source.imports) walk(next, isClient);
  };
  walk(entry, false);
  return [...groups].sort();
}

const isWithin = (path: string, above: string) => path === above || path.startsWith(`${above}.`);
const isUnder = (folder: string, above: string) => folder === above || folder.startsWith(`${above}/`);

describe("the words that travel to the browser", () => {
  it("a page has every word that its client components use", () => {
    const missing = entries.flatMap((entry) => {
      const sent = PARTS.filter(([folder]) => isUnder(dirname(entry), folder)).flatMap(([, paths]) => paths);
      return groupsOf(entry)
        .filter((group) => !sent.some((path) => isWithin(group, path)))
        .map((group) => `${entry} uses "${group}": add it to WORDS_OF in messages/parts.data.ts`);
    });
    expect(missing).toEqual([]);
  });

  it("no folder sends words that none of its pages uses, or that a folder above has sent", () => {
    const idle = PARTS.flatMap(([folder, paths]) => {
      const used = entries
        .filter((entry) => isUnder(dirname(entry), folder))
        .flatMap((entry) => groupsOf(entry));
      const above = PARTS.filter(([other]) => other !== folder && isUnder(folder, other)).flatMap(
        ([, sent]) => sent,
      );
      return paths
        .filter((path) => !used.some((group) => isWithin(group, path) || isWithin(path, group)))
        .concat(paths.filter((path) => above.some((sent) => isWithin(path, sent))))
        .map((path) => `${folder}: ${path}`);
    });
    expect(idle).toEqual([]);
  });

  it("the words that only operators read are asked for by operators' pages alone", () => {
    const elsewhere = entries
      .filter((entry) => !entry.startsWith("app/(operator)/"))
      .flatMap((entry) =>
        groupsOf(entry, "anywhere")
          .filter((group) => OPERATOR_GROUPS.some((one) => isWithin(group, one)))
          .map((group) => `${entry} uses "${group}", which has no Chinese and no Korean`),
      );
    expect(elsewhere).toEqual([]);
  });

  it("every folder of the table has a layout that sends its words", () => {
    const silent = PARTS.map(([folder]) => folder).filter((folder) => {
      const layout = join(ROOT, folder, "layout.tsx");
      return !existsSync(layout) || !readFileSync(layout, "utf8").includes(`<Words of="${folder}">`);
    });
    expect(silent).toEqual([]);
  });

  it("what is picked is found under its own name, and nothing else is", () => {
    const tree = screenMessagesOf("ja");
    expect(pickWords(tree, ["identity.roles", "common"])).toEqual({
      identity: { roles: tree.identity.roles },
      common: tree.common,
    });
    expect(pickWords(tree, ["nowhere.at.all"])).toEqual({});
  });

  it("joining keeps every word of both and prefers the second's", () => {
    const { tree } = fc.letrec<{ tree: WordTree }>((tie) => ({
      tree: fc.dictionary(
        fc.constantFrom("a", "b", "c"),
        fc.oneof({ maxDepth: 3 }, fc.string(), tie("tree")),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, (first, second) => {
        const merged = mergeWords(first, second);
        expect(mergeWords(merged, second)).toEqual(merged);
        expect(Object.keys(merged).sort()).toEqual(
          [...new Set([...Object.keys(first), ...Object.keys(second)])].sort(),
        );
      }),
    );
  });
});
