import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

export type Browser = { readonly executablePath: string; readonly args: string[] };

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
// Root may not use Chromium's own sandbox, and containers give little shared memory.
const CONTAINER_ARGS = ["--no-sandbox", "--disable-dev-shm-usage"];

/**
 * Which Chromium drives the journeys: CHROMIUM_PATH, one that Playwright installed, the system's, and at last the
 * one that ships inside an npm package, because `playwright install` cannot download everywhere.
 */
export async function findChromium(): Promise<Browser> {
  const given = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_NAMES.map(onPath)];
  const found = given.find((path) => path !== undefined && path !== "" && existsSync(path));
  if (found) return { executablePath: found, args: CONTAINER_ARGS };
  const { default: packaged } = await import("@sparticuz/chromium");
  return { executablePath: await packaged.executablePath(), args: packaged.args };
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
