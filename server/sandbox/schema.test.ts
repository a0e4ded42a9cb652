import { describe, expect, it } from "vitest";
import { sandboxEnvironment } from "./schema";

const given = {
  SANDBOX: "1",
  SANDBOX_DATABASE_URL: "postgresql://noren_sandbox:x@127.0.0.1:5432/noren_sandbox",
};

describe("the sandbox's configuration", () => {
  it("follows from what the other processes are given", () => {
    const read = sandboxEnvironment.parse({
      ...given,
      SANDBOX_URL: "http://127.0.0.1:4711",
      SMTP_URL: "smtp://127.0.0.1:4712",
      PUBLIC_URL: "http://localhost:3000/",
      DATA_DIR: "/data",
    });
    expect(read).toMatchObject({
      port: 4711,
      smtpPort: 4712,
      publicUrl: "http://localhost:3000",
      acquirerId: "NOREN",
      networkPrivateKey: "/data/keys/network-private.pem",
      acquirerPublicKeys: "1:/data/keys/acquirer-private.pem",
    });
  });

  it("does not listen where a real mail server is", () => {
    expect(sandboxEnvironment.parse({ ...given, SMTP_URL: "smtp://mail.example:587" }).smtpPort).toBe(4025);
  });

  it("is refused without SANDBOX=1 or a database of its own", () => {
    expect(sandboxEnvironment.safeParse({ ...given, SANDBOX: "0" }).success).toBe(false);
    expect(sandboxEnvironment.safeParse({ SANDBOX: "1" }).success).toBe(false);
  });
});
