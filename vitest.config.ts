import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
// A zone with an odd offset shows code that trusts the server's; `npm test` repeats the calendar in two more.
const zone = process.env.NOREN_TEST_ZONE ?? "Asia/Kathmandu";
const shared = {
  resolve: {
    alias: { "@": root, "server-only": `${root}/server/platform/server-only.ts` },
  },
};

export default defineConfig({
  ...shared,
  test: {
    env: { TZ: zone },
    reporters: ["default"],
    projects: [
      {
        ...shared,
        test: {
          name: "pure",
          include: ["server/**/*.test.ts", "app/**/*.test.ts", "messages/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "node_modules/**"],
          env: { TZ: zone },
          sequence: { groupOrder: 0 },
          isolate: false,
          // Far above what any of them takes, so that a busy machine fails none.
          testTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          include: ["server/**/*.db.test.ts", "app/**/*.db.test.ts"],
          env: { TZ: zone },
          // After the pure ones: the projects differ in their number of workers, so they cannot share a group.
          sequence: { groupOrder: 1 },
          globalSetup: ["server/platform/test-cluster.ts"],
          fileParallelism: true,
          maxWorkers: 2,
          // Each file has a database of its own, and a worker loads the modules once for all of its files.
          isolate: false,
          // Far above what any of them takes alone: the journeys run beside them.
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
