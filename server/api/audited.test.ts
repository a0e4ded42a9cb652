import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { appRouter } from "./root";

const ROOT = join(import.meta.dirname, "../..");
/** Only these write into the log, and only inside the transaction that is handed to them. */
const WRITERS: ReadonlySet<string> = new Set([
  "server/audit/commands.ts recordAudit",
  "server/audit/commands.ts recordAuditSql",
]);

type Module = {
  readonly source: ts.SourceFile;
  /** Local names of what is imported, as `file name`. */
  readonly imported: ReadonlyMap<string, string>;
  readonly declared: ReadonlyMap<string, ts.Node>;
};

function readModules(): Map<string, Module> {
  const files = ["server", "app"]
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return new Map(files.map((file) => [file, readModule(file)]));
}

function readModule(file: string): Module {
  const text = readFileSync(join(ROOT, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const imported = new Map<string, string>();
  const declared = new Map<string, ts.Node>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : "";
      const named = statement.importClause?.namedBindings;
      for (const one of named && ts.isNamedImports(named) ? named.elements : [])
        imported.set(one.name.text, `${fileOf(file, from)} ${(one.propertyName ?? one.name).text}`);
    }
    if (ts.isFunctionDeclaration(statement) && statement.name) declared.set(statement.name.text, statement);
    if (ts.isVariableStatement(statement))
      for (const one of statement.declarationList.declarations)
        if (ts.isIdentifier(one.name)) declared.set(one.name.text, one);
  }
  return { source, imported, declared };
}

function fileOf(from: string, specifier: string): string {
  const path = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(from), specifier);
  return `${relative(ROOT, join(ROOT, path))}.ts`;
}

const modules = readModules();

/** Says of a piece of a file whether it leads to one of the targets, through whatever it mentions. */
function wayTo(targets: ReadonlySet<string>): (file: string, node: ts.Node) => boolean {
  const known = new Map<string, boolean>();
  const leads = (id: string): boolean => {
    if (targets.has(id)) return true;
    const before = known.get(id);
    if (before !== undefined) return before;
    // What calls itself leads where its other ways lead.
    known.set(id, false);
    const [file = "", name = ""] = id.split(" ");
    const node = modules.get(file)?.declared.get(name);
    const does = node !== undefined && mentions(file, node);
    known.set(id, does);
    return does;
  };
  const mentions = (file: string, node: ts.Node): boolean => {
    if (ts.isIdentifier(node)) {
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      return !isMember && leads(modules.get(file)?.imported.get(node.text) ?? `${file} ${node.text}`);
    }
    return ts.forEachChild(node, (child) => mentions(file, child) || undefined) ?? false;
  };
  return mentions;
}

const mentions = wayTo(WRITERS);
const asksWho = wayTo(new Set(["server/api/gate.ts requireScope"]));

type Mutation = { readonly file: string; readonly name: string; readonly isAudited: boolean };

function listMutations(): Mutation[] {
  const found: Mutation[] = [];
  for (const [file, { source }] of modules) {
    const visit = (node: ts.Node, name: string): void => {
      const named = ts.isPropertyAssignment(node) ? node.name.getText() : name;
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const [handler] = node.arguments;
        if (node.expression.name.text === "mutation" && handler)
          found.push({ file, name: named, isAudited: mentions(file, handler) });
      }
      node.forEachChild((child) => visit(child, named));
    };
    if (file.endsWith("/router.ts")) visit(source, "");
  }
  return found;
}

/** Route handlers that take something from a person, by their file. */
function listPosts(): Mutation[] {
  return [...modules].flatMap(([file, { declared }]) =>
    file.endsWith("/route.ts")
      ? ["POST", "PUT", "PATCH", "DELETE"].flatMap((name) => {
          const node = declared.get(name);
          return node && asksWho(file, node) ? [{ file, name, isAudited: mentions(file, node) }] : [];
        })
      : [],
  );
}

const definition = z.object({ type: z.string() });

describe("the audit log is complete (G24)", () => {
  const mutations = listMutations();

  it("every mutation leads to it, but for the first half of a ceremony whose second half does", () => {
    const silent = mutations.filter((one) => !one.isAudited);
    const isFirstHalf = ({ file, name }: Mutation) => {
      const end = name.replace(/^begin/, "confirm").replace(/^challenge/, "give");
      return end !== name && mutations.some((one) => one.file === file && one.name === end && one.isAudited);
    };
    expect(silent.filter((one) => !isFirstHalf(one))).toEqual([]);
  });

  it("so does every route handler that takes something from a person", () => {
    const posts = listPosts();
    expect(posts.filter((one) => !one.isAudited)).toEqual([]);
    expect(posts.length).toBeGreaterThan(5);
  });

  it("none of the router's mutations was overlooked", () => {
    const names = Object.entries<object>(appRouter._def.procedures)
      .filter(([, one]) => definition.parse(Reflect.get(one, "_def")).type === "mutation")
      .map(([path]) => path.split(".").at(-1) ?? "");
    const seen = new Set(mutations.map(({ name }) => name));
    expect(names.filter((name) => !seen.has(name))).toEqual([]);
    expect(mutations.length).toBeGreaterThan(150);
  });

  it("a mutation that tells nobody would be found", () => {
    const file = "server/api/planted.ts";
    const text = 'import { read } from "../platform/db"; export const quiet = () => read();';
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
    modules.set(file, {
      source,
      imported: new Map([["read", "server/platform/db.ts read"]]),
      declared: new Map(),
    });
    expect(mentions(file, source)).toBe(false);
    modules.delete(file);
  });
});
