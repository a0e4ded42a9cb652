import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

function start(variables: Record<string, string>) {
  return spawnSync(process.execPath, ["--import", "tsx", "server/start.ts"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", NODE_ENV: "production", ...variables },
  });
}

const complete = {
  DATABASE_URL: "postgresql://noren_app:x@127.0.0.1:1/noren",
  PUBLIC_URL: "https://noren.example",
  NEXTAUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  ISSUER_NAME: "決済株式会社",
  ISSUER_REGISTRATION_NUMBER: "T1234567890123",
  ISSUER_ADDRESS: "東京都千代田区1-1",
};

test("npm start names every missing value and serves nothing", () => {
  const result = start({});
  expect(result.status).toBe(1);
  for (const name of Object.keys(complete)) expect(result.stderr).toContain(`${name} is missing`);
});

test("npm start refuses the sandbox in production", () => {
  const result = start({ ...complete, SANDBOX: "1" });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("ALLOW_SANDBOX_IN_PRODUCTION");
});

test("npm start says that the database cannot be reached, without the password", () => {
  const result = start({ ...complete, DATABASE_URL: "postgresql://noren_app:hush-hush@127.0.0.1:1/noren" });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("cannot be reached");
  expect(result.stderr).not.toContain("hush-hush");
});
