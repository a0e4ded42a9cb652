import { type Browser, chromium } from "@playwright/test";
import { z } from "zod";
import { findChromium } from "@/e2e/chromium";
import { noren } from "@/e2e/fixtures";
import startSystem from "@/e2e/system";
import { isMain } from "@/server/platform/main-module";
import { quantile, report } from "./report";

/**
 * The page behind a poster on a slow phone: what is transferred before an amount can be typed, when the first byte
 * comes, and when the largest part is painted. Beside it the sign-in page, an ordinary page of the product, in the same
 * browser under the same conditions. Runs on the production build (`npm run build` first).
 */

/** A middling phone on a poor connection: what Lighthouse calls "slow 4G", and a quarter of this machine's speed. */
const PHONE = { downKbit: 1_600, upKbit: 750, latencyMs: 150, cpuSlowdown: 4 } as const;
const ROUNDS = 9;
const SIZE_MAX_KB = 50;

const codeList = z.array(z.object({ code: z.string(), state: z.string() }));

type Visit = {
  readonly kb: number;
  readonly requests: number;
  readonly ttfbMs: number;
  readonly lcpMs: number;
};

/** One visit with an empty cache. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
    locale: "ja-JP",
  });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: PHONE.latencyMs,
      downloadThroughput: (PHONE.downKbit * 1_000) / 8,
      uploadThroughput: (PHONE.upKbit * 1_000) / 8,
    });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: PHONE.cpuSlowdown });
    let [bytes, requests] = [0, 0];
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const { ttfbMs, lcpMs } = await page.evaluate(
      () =>
        new Promise<{ ttfbMs: number; lcpMs: number }>((resolve) => {
          const [navigation] = performance.getEntriesByType("navigation");
          const ttfbMs = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
          new PerformanceObserver((list) => {
            resolve({ ttfbMs, lcpMs: list.getEntries().at(-1)?.startTime ?? 0 });
          }).observe({ type: "largest-contentful-paint", buffered: true });
        }),
    );
    return { kb: bytes / 1_024, requests, ttfbMs, lcpMs };
  } finally {
    await context.close();
  }
}

async function someCode(): Promise<string> {
  const codes = codeList.parse(await noren("code", "list", "--limit", "20"));
  const code = codes.find(({ state }) => state === "active")?.code;
  if (code === undefined) throw new Error("the demo network has no code in use");
  return code;
}

/** Visits both pages by turns. The exit code says whether the page stayed under its size. */
export async function benchShopperPage(): Promise<void> {
  const stop = await startSystem();
  const { executablePath, args, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, args, env: { ...env } });
  try {
    const origin = process.env.E2E_URL ?? "";
    const urls = [`${origin}/p/${await someCode()}`, `${origin}/signin`] as const;
    // The first visits warm the server, as the shoppers before this one have done.
    for (const url of urls) await visit(browser, url);
    const [own, other]: [Visit[], Visit[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      own.push(await visit(browser, urls[0]));
      other.push(await visit(browser, urls[1]));
    }
    const say = (figure: string, unit: string, pick: (one: Visit) => number) => {
      const [value, baseline] = [own, other].map((visits) => quantile(visits.map(pick), 0.5));
      report({ bench: "shopper-page", figure, value: value ?? 0, unit, baseline: baseline ?? null });
    };
    say("transferred until all is there, beside the sign-in page", "KB", ({ kb }) => kb);
    say("requests", "requests", ({ requests }) => requests);
    say("time to first byte, slow 4G and a quarter of the speed", "ms", ({ ttfbMs }) => ttfbMs);
    say("largest contentful paint", "ms", ({ lcpMs }) => lcpMs);
    if (own.some(({ kb }) => kb >= SIZE_MAX_KB)) process.exitCode = 1;
  } finally {
    await browser.close();
    await stop?.();
  }
}

if (isMain(import.meta.url)) await benchShopperPage();
