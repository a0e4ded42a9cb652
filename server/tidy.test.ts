import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const DOMAINS = [
  "audit",
  "events",
  "identity",
  "ledger",
  "wallet-network",
  "merchants",
  "codes",
  "registration",
  "onboarding",
  "payments",
  "settlement",
  "directory",
  "privacy",
  "alerts",
];
const VOCABULARY =
  /^(rules|schema|queries|commands|router|gateway|jobs|events|ingest|document)(\.db)?(\.test)?\.ts$|\.data\.ts$|^[a-z-]+(\.db)?\.test\.ts$/;
const BANNED_FOLDERS = /\/(lib|utils|helpers|types|services|src)\//;

/** What is under version control or about to be: generated and ignored files are nobody's style. */
function listSources(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
  });
  return listed
    .toString()
    .split("\n")
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && existsSync(join(ROOT, file)));
}

const files = listSources().map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));
const code = files.filter(({ file }) => /\.tsx?$/.test(file));
const isData = (file: string) => file.endsWith(".data.ts") || file.startsWith("messages/");
const isTest = (file: string) => /\.(test|spec)\.ts$/.test(file);

function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind);
}

/** The names of a file's tests and of what groups them. */
function namesOfTests(file: string): string[] {
  const names: string[] = [];
  visit(parse(file, readFileSync(join(ROOT, file), "utf8")), (node) => {
    if (!ts.isCallExpression(node)) return;
    const [name] = node.arguments;
    if (/^(describe|test|it)\b/.test(node.expression.getText()) && name && ts.isStringLiteralLike(name))
      names.push(name.text);
  });
  return names;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  node.forEachChild((child) => visit(child, look));
}

describe("layout", () => {
  it("a domain's files are named by the closed vocabulary", () => {
    const strange = DOMAINS.flatMap((domain) => {
      const folder = join(ROOT, "server", domain);
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !VOCABULARY.test(entry.name))
        .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
    });
    expect(strange).toEqual([]);
  });

  it("no folder is a drawer for anything", () => {
    expect(files.map(({ file }) => `/${file}`).filter((file) => BANNED_FOLDERS.test(file))).toEqual([]);
  });

  it("files are named in kebab case", () => {
    const odd = files.filter(({ file }) => !/^[a-z0-9().[\]_\-/@]+$/.test(file));
    expect(odd.map(({ file }) => file)).toEqual([]);
  });

  it("there is no barrel", () => {
    const barrels = code.filter(
      ({ file, text }) => /(^|\/)index\.tsx?$/.test(file) || /^export \* from/m.test(text),
    );
    expect(barrels.map(({ file }) => file)).toEqual([]);
  });
});

describe("sizes", () => {
  it("a file has at most 300 lines, a page 60, a router 150", () => {
    const long = files
      .filter(({ file }) => !isData(file))
      .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1, most: limitOf(file) }))
      .filter(({ lines, most }) => lines > most);
    expect(long).toEqual([]);
  });

  it("a function of the product has at most 60 lines", () => {
    const long = code
      .filter(({ file }) => !isTest(file) && file.startsWith("server/"))
      .flatMap(longFunctions);
    expect(long).toEqual([]);
  });
});

function limitOf(file: string): number {
  if (/(^|\/)page\.tsx$/.test(file)) return 60;
  return /^server\/.*\/router\.ts$/.test(file) ? 150 : 300;
}

function longFunctions({ file, text }: { file: string; text: string }): string[] {
  const source = parse(file, text);
  const found: string[] = [];
  visit(source, (node) => {
    if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isArrowFunction(node)) return;
    const start = source.getLineAndCharacterOfPosition(node.getStart()).line;
    const lines = source.getLineAndCharacterOfPosition(node.end).line - start + 1;
    if (lines > 60) found.push(`${file}:${start + 1} ${lines} lines`);
  });
  return found;
}

describe("words and habits", () => {
  // Put together here so that this file does not contain what it forbids.
  const banned = [
    "TO" + "DO",
    "FIX" + "ME",
    "console." + "log",
    "@ts-" + "ignore",
    "@ts-" + "expect-error",
    "it.sk" + "ip",
    "it.on" + "ly",
    "waitFor" + "Timeout",
    "vi.mo" + "ck(",
  ];

  it("nothing is left for later, switched off or printed by hand", () => {
    const found = code.flatMap(({ file, text }) =>
      banned.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it("there is no any, no `!` and no cast but `as const` and the mint of a brand", () => {
    const found = code.filter(({ file }) => !isTest(file)).flatMap(casts);
    expect(found).toEqual([]);
  });

  it("domains take time and randomness from outside", () => {
    const inDomain = new RegExp(`^server/(${DOMAINS.join("|")}|kernel)/`);
    const found = code
      .filter(({ file }) => inDomain.test(file) && !isTest(file))
      .filter(({ text }) => /new Date\(\)|Date\.now\(\)|Math\.random\(\)/.test(text))
      .map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it("scopes are minted by the permission gate and the entry points of processes alone", () => {
    const callers = code
      .filter(
        ({ file, text }) => /\bmintScope\(/.test(text) && !isTest(file) && file !== "server/kernel/scope.ts",
      )
      .map(({ file }) => file);
    const allowed = /^(server\/(api\/(gate|entry)\.ts|worker\.ts)|bench\/[a-z-]+-bed\.ts)$/;
    expect(callers.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it("only env.ts reads the environment", () => {
    const readers = code
      .filter(({ file, text }) => /process\.env/.test(text) && /^(app|server)\//.test(file) && !isTest(file))
      .map(({ file }) => file)
      .filter((file) => !file.startsWith("server/platform/test-"));
    expect(readers).toEqual(["server/platform/env.ts"]);
  });

  it("no amount passes through a float (G8)", () => {
    const floats = code
      .filter(({ file }) => /^(server|app)\//.test(file) && !isTest(file))
      .flatMap(({ file, text }) =>
        text
          .split("\n")
          .filter((line) => /parseFloat\(|Number\([^)]*[mM]inor\b|\.toFixed\(/.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(floats).toEqual([]);
  });
});

function casts({ file, text }: { file: string; text: string }): string[] {
  const source = parse(file, text);
  const found: string[] = [];
  visit(source, (node) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isNonNullExpression(node)) found.push(`${file}:${line} !`);
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${file}:${line} any`);
    if (ts.isAsExpression(node) && node.type.getText() !== "const" && !isMint(node))
      found.push(`${file}:${line} as`);
  });
  return found;
}

/** The mint of a brand: a function in the kernel whose whole result is the one cast. */
function isMint(node: ts.AsExpression): boolean {
  const inKernel = node.getSourceFile().fileName.startsWith("server/kernel/");
  return inKernel && ts.isReturnStatement(node.parent);
}

describe("dependencies", () => {
  const FLOORS: Record<string, string> = {
    next: "16.3.3",
    react: "19.2.8",
    "next-auth": "4.24.15",
    "@trpc/server": "11.8.0",
    sharp: "0.35.4",
    nodemailer: "7.0.7",
  };

  it("no copy of a package is older than its security floor", () => {
    const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
      readFileSync(join(ROOT, "package-lock.json"), "utf8"),
    );
    const old = Object.entries(lock.packages)
      .map(([path, { version }]) => ({
        name: path.split("node_modules/").at(-1) ?? "",
        version: version ?? "",
      }))
      .filter(({ name, version }) => name in FLOORS && compareVersions(version, FLOORS[name] ?? "") < 0);
    expect(old).toEqual([]);
  });

  it("direct dependencies are pinned exactly", () => {
    const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
      JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+/.test(version),
    );
    expect(loose).toEqual([]);
  });

  function compareVersions(a: string, b: string): number {
    const parts = (text: string) => (text.split("-")[0] ?? "").split(".").map(Number);
    const [left, right] = [parts(a), parts(b)];
    for (let i = 0; i < 3; i += 1) {
      const difference = (left[i] ?? 0) - (right[i] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }
});

describe("guarantees", () => {
  const rows = readFileSync(join(ROOT, "docs/guarantees.md"), "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, number, shownBy] = /^\| G(\d+) \|[^|]+\|([^|]+)\|$/.exec(line) ?? [];
      return number === undefined ? [] : [{ number: Number(number), shownBy: shownBy ?? "" }];
    });

  it("each is shown by tests that are named after it, in the files that the list names", () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, at) => at + 1));
    const unnamed = rows.flatMap(({ number, shownBy }) => {
      const named = [...shownBy.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);
      const isShown = new RegExp(`\\bG${number}\\b`);
      return (named.length === 0 ? ["nowhere"] : named)
        .filter(
          (file) => !existsSync(join(ROOT, file)) || !namesOfTests(file).some((name) => isShown.test(name)),
        )
        .map((file) => `G${number}: ${file}`);
    });
    expect(unnamed).toEqual([]);
  });
});
