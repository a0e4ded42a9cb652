import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/chromium";

const { executablePath, args, env } = await findChromium();

export default defineConfig({
  testDir: "e2e",
  // One after the other: the walk leaves runs, files and closed cases behind, which make every page a full one.
  projects: [
    { name: "walk", testMatch: ["walk.spec.ts", "apply.spec.ts"] },
    { name: "pages", testMatch: "accessibility.spec.ts" },
    { name: "desk", testMatch: "desk.spec.ts" },
    {
      name: "guards",
      testMatch: [
        "safety.spec.ts",
        "sign-in.spec.ts",
        "people.spec.ts",
        "changes.spec.ts",
        "integration.spec.ts",
        "dispute.spec.ts",
        "kill.spec.ts",
      ],
    },
  ],
  globalSetup: "./e2e/system.ts",
  // Parts of the journeys run beside each other, each on a system of its own.
  outputDir: `test-results/${process.env.E2E_PART ?? "all"}`,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [["list"], ["json"]],
  use: {
    launchOptions: { executablePath, args, env },
    baseURL: process.env.E2E_URL,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
