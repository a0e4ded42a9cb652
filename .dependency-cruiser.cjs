/** The direction of imports, as docs/architecture.md draws it. A breach fails `npm run check`. */

// Each domain may import only those before it.
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

const TESTS = "\\.(db\\.)?test\\.ts$";

const domainOrder = DOMAINS.map((domain, index) => ({
  name: `order-${domain}`,
  comment: `${domain} may import only the domains before it`,
  severity: "error",
  from: { path: `^server/${domain}/`, pathNot: TESTS },
  to: { path: `^server/(${[...DOMAINS.slice(index + 1), "sandbox"].join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...domainOrder,
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "kernel-is-pure",
      severity: "error",
      from: { path: "^server/kernel/", pathNot: TESTS },
      to: { pathNot: "^server/kernel/" },
    },
    {
      name: "platform-knows-no-domain",
      severity: "error",
      from: { path: "^server/platform/", pathNot: TESTS },
      to: { path: `^server/(${[...DOMAINS, "sandbox", "api"].join("|")})/` },
    },
    {
      name: "rules-reach-nothing",
      comment: "rules and schemas: no I/O, no clock, no randomness, no database",
      severity: "error",
      from: { path: "^server/.*/(rules|schema)\\.ts$", pathNot: "^server/(kernel|platform|api)/" },
      to: {
        path: "^(server/platform|server/api|app|prisma|node:)|/(queries|commands|router|gateway|jobs|events|ingest|document)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "rules-use-no-node-module",
      severity: "error",
      from: { path: "^server/.*/(rules|schema)\\.ts$", pathNot: "^server/(kernel|platform|api)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-writers-and-readers-reach-the-database",
      severity: "error",
      from: {
        path: `^server/(${DOMAINS.join("|")})/`,
        pathNot: `/(queries|commands|jobs|ingest)\\.ts$|${TESTS}`,
      },
      to: { path: "^(server/platform/db\\.ts|prisma/client)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "sandbox-stands-apart",
      severity: "error",
      from: { path: "^server/sandbox/", pathNot: TESTS },
      to: { path: `^server/(${[...DOMAINS, "api"].join("|")})/|^app/|^prisma/client` },
    },
    {
      name: "nobody-imports-the-sandbox",
      severity: "error",
      from: { path: "^(app|server)/", pathNot: "^server/sandbox/|\\.test\\.ts$" },
      to: { path: "^server/sandbox/" },
    },
    {
      name: "screens-go-through-the-api",
      comment: "pages and components see rules and schemas, never queries, commands or platform",
      severity: "error",
      from: { path: "^app/.*\\.tsx$", pathNot: "^app/_trpc/" },
      to: {
        path: "^server/(platform|api)/|^server/.*/(queries|commands|router|gateway|jobs|events|ingest|document)\\.ts$|^prisma/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "ui-is-domain-free",
      severity: "error",
      from: { path: "^app/_ui/" },
      to: { path: "^app/(?!_ui/)|^server/(?!kernel/)|^messages/" },
    },
    {
      name: "no-route-imports-another",
      severity: "error",
      from: { path: "^app/.*/_components/" },
      to: { path: "^app/.*/(page|layout|route)\\.tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|prisma/client/internal)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
