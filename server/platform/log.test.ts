import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createLog, describeError, scrub } from "./log";

function captured(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = "";
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  write(createLog("info", sink));
  return text;
}

test("people's data is redacted wherever it stands", () => {
  const text = captured((log) =>
    log.info(
      { email: "a@example.jp", person: { name: "山田" }, deep: { er: { accountNumber: "1234567" } } },
      "seen",
    ),
  );
  expect(text).not.toMatch(/example\.jp|山田|1234567/);
  expect(text).toContain("[redacted]");
});

test("ids and codes stay readable, one JSON document a line", () => {
  const line: unknown = JSON.parse(
    captured((log) => log.child({ requestId: "req_1" }).info({ merchantId: "mer_1" }, "ok")),
  );
  expect(line).toMatchObject({ requestId: "req_1", merchantId: "mer_1", level: "info", msg: "ok" });
});

describe("errors", () => {
  test("the row that PostgreSQL quotes is left out", () => {
    const error = Object.assign(
      new Error('duplicate key value violates unique constraint "person_email_key"'),
      {
        code: "23505",
        detail: "Key (email)=(hana@example.jp) already exists.",
        constraint: "person_email_key",
      },
    );
    const described = describeError(error);
    expect(JSON.stringify(described)).not.toContain("hana");
    expect(described).toMatchObject({ error_code: "23505", error_constraint: "person_email_key" });
  });

  test("the message does not come back in the stack", () => {
    expect(JSON.stringify(describeError(new Error("for hana@example.jp")))).not.toContain("hana");
  });

  test("addresses, long numbers and Japanese text are taken out of a message", () => {
    expect(scrub("user x@y.jp has 口座 1234567")).toBe("user [email] has [text] [number]");
  });
});
