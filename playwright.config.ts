import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/chromium";

const { executablePath, args, env } = await findChromium();

const WALK = ["walk.spec.ts", "apply.spec.ts"];
const PAGES = ["accessibility.spec.ts"];
const DESK = ["desk.spec.ts"];
// It leaves hundreds of stores with the demo's owner, whom other journeys know with two.
const CHAIN = ["chain.spec.ts"];

export default defineConfig({
  testDir: "e2e",
  // `npm test` runs the walk and the others beside each other, each part on a system of its own.
  projects: [
    { name: "walk", testMatch: WALK },
    { name: "pages", testMatch: PAGES },
    // A trace keeps the whole desk at every key, which takes longer than the keys; a failure leaves its picture.
    { name: "desk", testMatch: DESK, use: { trace: "off" } },
    // Whatever is named nowhere else, so that no file is left out.
    { name: "guards", testIgnore: [...WALK, ...PAGES, ...DESK, ...CHAIN] },
    { name: "chain", testMatch: CHAIN },
  ],
  globalSetup: "./e2e/system.ts",
  // Parts of the journeys run beside each other, each on a system of its own.
  outputDir: `test-results/${process.env.E2E_PART ?? "all"}`,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  // Two parts of the journeys share two cores with the tests on the database: a slow answer is no wrong one.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"], ["json"]],
  use: {
    launchOptions: { executablePath, args, env },
    baseURL: process.env.E2E_URL,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
