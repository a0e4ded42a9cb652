import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API, startTestBed, type TestBed } from "../test-bed";

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.stop());

const INQUIRY = `${API}/payments/inquiryPayment`;
const BODY = { paymentRequestId: "unknown" };
const refusedWith = (resultCode: string) => ({ result: { resultStatus: "F", resultCode } });

describe("the signed interface", () => {
  it("answers a well signed call, with a signature of its own", async () => {
    expect(await bed.call(INQUIRY, BODY)).toMatchObject(refusedWith("ORDER_NOT_EXIST"));
  });

  it("accepts a signature over the interface's own path, without the folder of the stand-in", async () => {
    const answer = await bed.send(INQUIRY, JSON.stringify(BODY), {
      signedPath: "/aps/api/v1/payments/inquiryPayment",
    });
    expect(await answer.json()).toMatchObject(refusedWith("ORDER_NOT_EXIST"));
  });

  it.each([
    ["a changed body", { signedBody: "{}" }, "INVALID_SIGNATURE"],
    ["another path", { signedPath: `${API}/payments/cancelPayment` }, "INVALID_SIGNATURE"],
    ["an unknown key version", { keyVersion: 2 }, "KEY_NOT_FOUND"],
    ["an unknown client", { clientId: "SOMEBODY" }, "INVALID_CLIENT"],
    ["a clock six minutes off", { time: new Date(Date.now() - 360_000).toISOString() }, "ACCESS_DENIED"],
    ["no time", { time: "" }, "ACCESS_DENIED"],
  ])("refuses %s, and signs the refusal", async (_what, change, code) => {
    expect(await bed.call(INQUIRY, BODY, change)).toMatchObject(refusedWith(code));
  });

  it("refuses a call without a signature", async () => {
    const answer = await fetch(`${bed.origin}${INQUIRY}`, {
      method: "POST",
      body: "{}",
      headers: { "Client-Id": "NOREN" },
    });
    expect(await answer.json()).toMatchObject(refusedWith("INVALID_SIGNATURE"));
  });

  it("refuses bodies over 64 KiB with 413", async () => {
    const answer = await bed.send(INQUIRY, JSON.stringify({ paymentRequestId: "x".repeat(65_536) }));
    expect(answer.status).toBe(413);
  });

  it("well signed nonsense is an illegal parameter, not a failure", async () => {
    const answer = await bed.send(INQUIRY, "{not json");
    expect(await answer.json()).toMatchObject(refusedWith("PARAM_ILLEGAL"));
  });

  it("an armed fault leaves the next call without an answer, and only that one", async () => {
    await fetch(`${bed.origin}/sandbox/faults`, {
      method: "POST",
      body: new URLSearchParams({ call: "inquiryPayment", misbehave: "no_answer", times: "1" }),
    });
    await expect(bed.send(INQUIRY, JSON.stringify(BODY))).rejects.toThrow();
    expect(await bed.call(INQUIRY, BODY)).toMatchObject(refusedWith("ORDER_NOT_EXIST"));
  });
});
