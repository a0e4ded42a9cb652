import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personDeps, visitorDeps } from "@/server/api/entry";
import { randomBytes, sha256Hex } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { tokenText } from "@/server/platform/session-cookie";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { findSignedIn } from "../queries";
import { closeSession, type DeskDeps, enrolPerson, openSession, redeemCode, rememberCode } from "./commands";
import { MAX_ATTEMPTS } from "./rules";

const START = Date.UTC(2026, 10, 22, 1, 0, 0);
const MINUTE = 60_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const desk = (wallMs = START): DeskDeps => ({ ...visitorDeps("req_test"), wallMs });
const deskOf = (personId: string, wallMs = START): DeskDeps => ({
  ...personDeps(personId, "req_test"),
  wallMs,
});
const browser = (email: string) => ({ email, nonce: tokenText(randomBytes(32)) });
const signedIn = (token: string, wallMs = START) =>
  findSignedIn(sqlOfClient(poolFor("operator")), sha256Hex(token), wallMs);

describe("a sign-in code", () => {
  test("opens once", async () => {
    const holder = browser("once@example.jp");
    await rememberCode(desk(), holder, "123456");
    expect(await redeemCode(desk(), holder, "123456")).toBe("accepted");
    expect(await redeemCode(desk(), holder, "123456")).toBe("code_expired");
  });

  test("opens once when eight browsers' worth of requests arrive together", async () => {
    const holder = browser("race@example.jp");
    await rememberCode(desk(), holder, "123456");
    const results = await Promise.all(Array.from({ length: 8 }, () => redeemCode(desk(), holder, "123456")));
    expect(results.filter((result) => result === "accepted")).toHaveLength(1);
  });

  test("can be tried five times, in parallel too, and then not even when right", async () => {
    const holder = browser("tries@example.jp");
    await rememberCode(desk(), holder, "123456");
    const results = await Promise.all(Array.from({ length: 12 }, () => redeemCode(desk(), holder, "000000")));
    expect(results.filter((result) => result === "code_wrong")).toHaveLength(MAX_ATTEMPTS);
    expect(await redeemCode(desk(), holder, "123456")).toBe("code_expired");
  });

  test("is of no use to another browser", async () => {
    await rememberCode(desk(), browser("mine@example.jp"), "123456");
    expect(await redeemCode(desk(), browser("mine@example.jp"), "123456")).toBe("code_expired");
  });

  test("is replaced by the next one of the same browser", async () => {
    const holder = browser("again@example.jp");
    await rememberCode(desk(), holder, "111111");
    await rememberCode(desk(), holder, "222222");
    expect(await redeemCode(desk(), holder, "111111")).toBe("code_wrong");
    expect(await redeemCode(desk(), holder, "222222")).toBe("accepted");
  });

  test("lives ten minutes", async () => {
    const holder = browser("late@example.jp");
    await rememberCode(desk(), holder, "123456");
    expect(await redeemCode(desk(START + 10 * MINUTE), holder, "123456")).toBe("code_expired");
  });

  test("is asked for alike by known and unknown e-mails: the rows differ in nothing", async () => {
    await enrolPerson(visitorDeps("req_test"), { email: "known@example.jp", name: "", locale: "ja" });
    for (const email of ["known@example.jp", "unknown@example.jp"]) {
      const holder = browser(email);
      await rememberCode(desk(), holder, "123456");
      expect(await redeemCode(desk(), holder, "000000")).toBe("code_wrong");
    }
  });
});

describe("a session", () => {
  const newPerson = (email: string) =>
    enrolPerson(visitorDeps("req_test"), { email, name: "", locale: "ja" });

  test("gets a new id at every sign-in, and the one brought along ends", async () => {
    const { id } = await newPerson("fixed@example.jp");
    const [old, fresh] = [tokenText(randomBytes(32)), tokenText(randomBytes(32))];
    await openSession(deskOf(id), { token: old, userAgent: "" });
    await openSession(deskOf(id), { token: fresh, userAgent: "", replaces: old });
    expect(await signedIn(old)).toBeNull();
    expect(await signedIn(fresh)).toMatchObject({ personId: id, active: null });
  });

  test("ends by itself, and at sign-out at once", async () => {
    const { id } = await newPerson("end@example.jp");
    const token = tokenText(randomBytes(32));
    const { expiresAtMs } = await openSession(deskOf(id), { token, userAgent: "" });
    expect(await signedIn(token, expiresAtMs - 1)).not.toBeNull();
    expect(await signedIn(token, expiresAtMs)).toBeNull();
    await closeSession(desk(), token);
    expect(await signedIn(token)).toBeNull();
  });

  test("two first sign-ins at once make one person", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => newPerson("twins@example.jp")));
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
    expect(people.filter(({ created }) => created)).toHaveLength(1);
  });
});

test("a dump of the database reveals no code, no browser secret and no session token (G23)", async () => {
  const holder = browser("dump@example.jp");
  const token = tokenText(randomBytes(32));
  await rememberCode(desk(), holder, "987654");
  const { id } = await enrolPerson(visitorDeps("req_test"), {
    email: "dump@example.jp",
    name: "",
    locale: "ja",
  });
  await openSession(deskOf(id), { token, userAgent: "" });
  const dump = await withClient(database.urls.superuser, async (client) => {
    const tables = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public' AND relkind = 'r'",
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const rows = await client.query<{ text: string }>(
        `SELECT row_to_json(t)::text AS text FROM "${name}" t`,
      );
      texts.push(...rows.rows.map((row) => row.text));
    }
    return texts.join("\n");
  });
  expect(dump).toContain("dump@example.jp");
  for (const secret of ["987654", holder.nonce, token]) expect(dump).not.toContain(secret);
  // The hash alone cannot be tried against a million codes: the browser's secret is part of it.
  const [row] = await sqlOfClient(poolFor("app"))<{ code_hash: string }>(
    "SELECT code_hash FROM sign_in_code WHERE email = 'dump@example.jp'",
  );
  expect(row?.code_hash).not.toBe(sha256Hex("987654"));
});
