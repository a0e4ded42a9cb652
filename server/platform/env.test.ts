import { describe, expect, test } from "vitest";
import { EnvError, type EnvSource, readEnv } from "./env";

const KEY = Buffer.alloc(32, 1).toString("base64");
const complete: EnvSource = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://noren_app:secret@db.example:5432/noren",
  PUBLIC_URL: "https://noren.example/",
  NEXTAUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEYS: `k1:${KEY}`,
  ISSUER_NAME: "決済株式会社",
  ISSUER_REGISTRATION_NUMBER: "T1234567890123",
  ISSUER_ADDRESS: "東京都千代田区1-1",
};

function problemsOf(source: EnvSource): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

describe("production", () => {
  test("every missing value is named in one message", () => {
    const problems = problemsOf({ NODE_ENV: "production" }).join("\n");
    for (const name of ["DATABASE_URL", "PUBLIC_URL", "NEXTAUTH_SECRET", "ENCRYPTION_KEYS", "ISSUER_NAME"]) {
      expect(problems).toContain(`${name} is missing`);
    }
  });

  test("an empty value counts as missing", () => {
    expect(problemsOf({ ...complete, NEXTAUTH_SECRET: "" }).join()).toContain("NEXTAUTH_SECRET is missing");
  });

  test("the sandbox is refused unless someone says that they mean it", () => {
    expect(problemsOf({ ...complete, SANDBOX: "1" }).join()).toContain("ALLOW_SANDBOX_IN_PRODUCTION");
    expect(readEnv({ ...complete, SANDBOX: "1", ALLOW_SANDBOX_IN_PRODUCTION: "1" }).sandbox).toBe(true);
  });

  test("a missing value and the refused sandbox are named together", () => {
    const problems = problemsOf({ ...complete, DATABASE_URL: undefined, SANDBOX: "1" });
    expect(problems).toHaveLength(2);
  });

  test("papers name a real issuer, and only the sandbox's a sample", () => {
    expect(problemsOf({ ...complete, ISSUER_REGISTRATION_NUMBER: "T12" })).toHaveLength(1);
    expect(problemsOf({ ...complete, ISSUER_ADDRESS: undefined }).join()).toContain(
      "ISSUER_ADDRESS is missing",
    );
    const sandbox = { SANDBOX: "1", ALLOW_SANDBOX_IN_PRODUCTION: "1", ISSUER_NAME: undefined };
    expect(readEnv({ ...complete, ...sandbox }).issuer.name).toContain("見本");
  });

  test("no problem repeats a secret", () => {
    const problems = problemsOf({ ...complete, ENCRYPTION_KEYS: "k1:c2hvcnQ=", NEXTAUTH_SECRET: "tooshort" });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toMatch(/c2hvcnQ|tooshort/);
  });
});

test("the other roles follow from the application's address, with the same password", () => {
  const { databaseUrls } = readEnv(complete);
  expect(databaseUrls.operator).toBe("postgresql://noren_operator:secret@db.example:5432/noren");
  expect(databaseUrls.ingest).toContain("//noren_ingest:secret@");
  expect(databaseUrls.jobs).toContain("//noren_jobs:secret@");
});

test("a role's own address wins over the derived one", () => {
  const given = "postgresql://other:pw@replica.example/noren";
  expect(readEnv({ ...complete, DATABASE_OPERATOR_URL: given }).databaseUrls.operator).toBe(given);
});

test("encryption keys keep their order, and a key named twice is refused", () => {
  const other = Buffer.alloc(32, 2).toString("base64");
  const keys = readEnv({ ...complete, ENCRYPTION_KEYS: `new:${other}, old:${KEY}` }).encryptionKeys;
  expect(keys.map((entry) => entry.id)).toEqual(["new", "old"]);
  expect(problemsOf({ ...complete, ENCRYPTION_KEYS: `k1:${KEY},k1:${other}` }).join()).toContain("twice");
});

test("a public address has no slash at its end, so that paths can follow", () => {
  expect(readEnv(complete).publicUrl).toBe("https://noren.example");
});

test("a key in one line gets its line breaks back", () => {
  const text = "-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----";
  expect(readEnv({ ...complete, NETWORK_PRIVATE_KEY: text }).networkPrivateKey).toContain("\nabc\n");
});

test("two versions of the network's key are valid at once", () => {
  const pem = "-----BEGIN PUBLIC KEY-----\\nabc\\n-----END PUBLIC KEY-----";
  const keys = readEnv({ ...complete, NETWORK_PUBLIC_KEYS: `1:${pem},2:${pem}` }).networkPublicKeys;
  expect([...keys.keys()]).toEqual([1, 2]);
});

test("a developer's machine needs nothing but the database", () => {
  const env = readEnv({ DATABASE_URL: complete.DATABASE_URL, PORT: "4000" });
  expect(env.publicUrl).toBe("http://localhost:4000");
  expect(env.encryptionKeys).toHaveLength(1);
});
