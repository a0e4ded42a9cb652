// The direction of imports: the tree must be clean, must really have been read, and a planted breach must be found.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const root = join(import.meta.dirname, "..");
const config = createRequire(import.meta.url)("../.dependency-cruiser.cjs");

function countSources(folder) {
  return readdirSync(join(root, folder), { recursive: true }).filter((name) => /\.tsx?$/.test(name)).length;
}

async function breaches(baseDir, folders) {
  const { output } = await cruise(
    folders,
    { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true, baseDir },
    { tsConfig: config.options.tsConfig.fileName },
    { tsConfig: extractTSConfig(join(root, "tsconfig.json")) },
  );
  return {
    found: output.summary.violations.map((one) => `${one.rule.name}: ${one.from} -> ${one.to}`),
    modules: output.modules.filter((module) => /\.tsx?$/.test(module.source)).length,
  };
}

// A breach of each kind, planted in a tree of the same layout.
const PLANTED = {
  "kernel-is-pure": ["server/kernel/planted.ts", 'import "../platform/planted";'],
  "order-ledger": ["server/ledger/commands.ts", 'import "../settlement/planted";'],
  "rules-reach-nothing": ["server/payments/rules.ts", 'import "../platform/planted";'],
  "screens-go-through-the-api": ["app/page.tsx", 'import "../server/payments/queries";'],
  "sandbox-stands-apart": ["server/sandbox/commands.ts", 'import "../payments/queries";'],
  "no-cycles": ["server/settlement/planted.ts", 'import "../ledger/commands";'],
};

async function plantedBreachesAreFound() {
  const tree = mkdtempSync(join(tmpdir(), "noren-architecture-"));
  const files = { "server/platform/planted.ts": "", "server/payments/queries.ts": "" };
  for (const [file, content] of Object.values(PLANTED)) files[file] = content;
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(tree, file, ".."), { recursive: true });
    writeFileSync(join(tree, file), `${content}\nexport const planted = 1;\n`);
  }
  try {
    const { found } = await breaches(tree, ["app", "server"]);
    return Object.keys(PLANTED).filter((rule) => !found.some((line) => line.startsWith(`${rule}:`)));
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const folders = ["app", "server", "messages"];
const expected = folders.reduce((sum, folder) => sum + countSources(folder), 0);
const { found, modules } = await breaches(root, folders);
const missed = await plantedBreachesAreFound();
const problems = [...found];
if (modules < expected) problems.push(`only ${modules} of ${expected} source files were read`);
for (const rule of missed) problems.push(`a planted breach of ${rule} was not found`);
for (const problem of problems) console.error(problem);
console.error(`architecture: ${modules} modules, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
