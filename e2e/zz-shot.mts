import { chromium } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { findChromium } from "./chromium";
const [,, base, dir, who, ...paths] = process.argv;
const b = await findChromium();
const browser = await chromium.launch({ executablePath: b.executablePath, args: b.args, env: b.env as any });
const cookie = who === "-" ? "" : execFileSync("npx", ["tsx", "server/cli.ts", "session", who!], { cwd: dir, encoding: "utf8", stdio: ["ignore","pipe","ignore"] }).trim();
const [name, value] = cookie.split("=");
for (const [w, h] of [[390, 844], [1280, 800]] as const) for (const lang of ["ja", "en"]) {
  const ctx = await browser.newContext({ viewport: { width: w, height: h }, deviceScaleFactor: 1, locale: lang });
  const cookies: any[] = [{ name: "noren_locale", value: lang, url: base! }];
  if (cookie) cookies.push({ name: name!, value: value!, url: base!, httpOnly: true });
  await ctx.addCookies(cookies);
  const page = await ctx.newPage();
  page.on("console", (m) => { if (m.type() === "error") console.log("CONSOLE", w, lang, page.url(), m.text().slice(0, 300)); });
  page.on("pageerror", (e) => console.log("PAGEERROR", page.url(), e.message.slice(0, 300)));
  for (const p of paths) {
    await page.goto(base + p, { waitUntil: "load" });
    await page.waitForTimeout(900);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) console.log("OVERFLOW", w, lang, p, over);
    await page.screenshot({ path: `/tmp/shots/${p.replace(/[^a-z0-9]+/gi, "_")}-${w}-${lang}.png`, fullPage: true });
  }
  await ctx.close();
}
await browser.close();
