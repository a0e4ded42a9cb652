import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "@playwright/test";

export type Browser = {
  readonly executablePath: string;
  readonly args: string[];
  /** The environment of the browser: on a machine without a Japanese font it says where to find one. */
  readonly env: Readonly<Record<string, string>>;
};

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
// Root may not use Chromium's own sandbox, and containers give little shared memory.
const CONTAINER_ARGS = ["--no-sandbox", "--disable-dev-shm-usage"];
// The package is made for functions in a cloud. These of its switches make a journey prove less than in the browser
// of a person (no same-origin policy, no site isolation) or end the browser with its first page.
const UNWANTED_ARGS = [
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--disable-site-isolation-trials",
];
// A graphics card in software, drawn sixty times a second, takes a core from the product; plain drawing takes half.
const SOFTWARE_GRAPHICS =
  /^--(in-process-gpu|ignore-gpu-blocklist|use-gl|use-angle|enable-unsafe-swiftshader)/;
// Order matters: Chinese characters that both languages have are drawn the Japanese way.
const FONT_PACKAGES = ["noto-sans-jp", "noto-sans-sc", "noto-sans-kr"];

/**
 * Which Chromium drives the journeys: CHROMIUM_PATH, one that Playwright installed, the system's, and at last the
 * one that ships inside an npm package, because `playwright install` cannot download everywhere.
 */
export async function findChromium(): Promise<Browser> {
  const given = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_NAMES.map(onPath)];
  const found = given.find((path) => path !== undefined && path !== "" && existsSync(path));
  if (found) return { executablePath: found, args: CONTAINER_ARGS, env: environment() };
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  const args = packaged.args.filter(
    (argument) => !UNWANTED_ARGS.includes(argument) && !SOFTWARE_GRAPHICS.test(argument),
  );
  // Read after the package: it points FONTCONFIG_PATH to fonts of its own, which know no Japanese.
  return { executablePath, args: [...args, "--disable-gpu"], env: environment() };
}

function environment(): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return hasJapaneseFont() ? own : { ...own, FONTCONFIG_FILE: fontsFile() };
}

/** Asks fontconfig, where there is one; without it there is no font of the system either. */
function hasJapaneseFont(): boolean {
  try {
    return (
      execFileSync("fc-list", [":lang=ja"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }) !== ""
    );
  } catch {
    return false;
  }
}

/** Writes a configuration that adds the product's own Noto fonts to those of the system. @returns its path */
function fontsFile(): string {
  const resolve = createRequire(import.meta.url).resolve;
  const folders = FONT_PACKAGES.flatMap((name) => {
    const root = dirname(resolve(`@expo-google-fonts/${name}/package.json`));
    return ["400Regular", "700Bold"].map((weight) => join(root, weight));
  });
  const families = ["Noto Sans JP", "Noto Sans SC", "Noto Sans KR"]
    .map((name) => `<family>${name}</family>`)
    .join("");
  const aliases = ["sans-serif", "system-ui", "serif", "monospace"].map(
    (family) => `<alias><family>${family}</family><accept>${families}</accept></alias>`,
  );
  const home = join(tmpdir(), `noren-fonts-${userInfo().uid}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = join(home, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${folders.map((folder) => `<dir>${folder}</dir>`).join("\n")}
<cachedir>${join(home, "cache")}</cachedir>
${aliases.join("\n")}
</fontconfig>
`,
  );
  return file;
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
