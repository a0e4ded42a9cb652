import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newPerson, signIn } from "@/bench/people-bed";
import { findHeldInvitation } from "@/server/identity/invitations/queries";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { tokenText } from "@/server/platform/session-cookie";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { signInDesk, spendCodeEntry, spendCodeRequest } from "./sign-in";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** The statements that some work sends to the database: equal statements are equal work, on any machine. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const textOf = (query: unknown) =>
    typeof query === "string" ? query : String(Reflect.get(Object(query), "text"));
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    sent.push(textOf(given[0]).replace(/\s+/g, " "));
    return Reflect.apply(query, this, given);
  });
  try {
    await work().catch(() => undefined);
  } finally {
    spy.mockRestore();
  }
  return sent;
}

/** Asking for a code and trying a wrong one, as the sign-in route does with next-auth in between. */
async function knock(email: string): Promise<unknown[]> {
  const nonce = tokenText(randomBytes(32));
  const visitor = {
    nonce,
    locale: "ja",
    requestId: "req_test",
    userAgent: "",
    presentedToken: undefined,
  } as const;
  const { desk, outcome } = signInDesk(visitor);
  await spendCodeRequest(email, "192.0.2.1");
  await desk.findPerson(email);
  await desk.rememberCode(email, "000000");
  await spendCodeEntry(email, "192.0.2.1");
  const opened = await desk.redeemCode(email, "111111");
  return [opened, outcome.refusal];
}

test("known, unknown, blocked and protected e-mails cost the same statements and get the same answer (G20)", async () => {
  const known = (await newPerson()).email;
  const blocked = await newPerson();
  await sqlOfClient(poolFor("operator"))("UPDATE person SET blocked_at = now() WHERE id = $1", [
    blocked.personId,
  ]);
  const operator = await newPerson("risk");
  await signIn(operator.personId);
  // The first run makes the limiters' rows and prepares what is prepared once.
  await knock("warm-up@example.jp");
  const answers = new Set<string>();
  const traces = new Set<string>();
  for (const email of [known, "nobody@example.jp", blocked.email, operator.email]) {
    const trace = await statementsOf(async () => {
      answers.add(JSON.stringify(await knock(email)));
    });
    expect(trace.length).toBeGreaterThan(5);
    traces.add(trace.join("\n"));
  }
  expect([...answers]).toEqual(['[false,"code_wrong"]']);
  expect(traces.size).toBe(1);
});

test("a token that never was, and one whose invitation has ended, get the same answer (G20)", async () => {
  expect(await findHeldInvitation("x".repeat(43), 0)).toBeNull();
  const trace = await statementsOf(() => findHeldInvitation("y".repeat(43), 0));
  expect(trace).toHaveLength(1);
});
