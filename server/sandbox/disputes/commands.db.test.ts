import { afterAll, beforeAll, expect, it } from "vitest";
import { setChaos } from "../chaos/commands";
import { findPayment } from "../payments/queries";
import { API, payAs, registerShop, startTestBed, type TestBed } from "../test-bed";
import { REVIEW_MS } from "./rules";

const DAY_MS = 86_400_000;
let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
  await registerShop(bed);
});
afterAll(() => bed.stop());

/** A shopper who has paid objects; Noren hears of it. */
async function disputed(name: string, form: Record<string, string> = {}): Promise<string> {
  const payment = await payAs(bed, name);
  const answer = await fetch(`${bed.origin}/sandbox/disputes`, {
    method: "POST",
    body: new URLSearchParams({ payment, ...form }),
  });
  const { disputeId }: { disputeId: string } = await answer.json();
  await bed.settle();
  expect(bed.heard.find(({ body }) => body.disputeId === disputeId)).toMatchObject({
    name: expect.stringContaining("initiateRetrieval"),
    body: { paymentId: payment, disputeReasonCode: "GOODS_NOT_RECEIVED" },
  });
  return disputeId;
}

const respond = (disputeId: string, disputeResponse: string, evidenceList: unknown[] = []) =>
  bed.call(`${API}/disputes/responseRetrieval`, { disputeId, disputeResponse, evidenceList });

it("a contest with papers is won and one without is lost, a day after the answer and not before", async () => {
  const [shown, told] = [await disputed("shown"), await disputed("told", { amount: "500" })];
  const ask = () => Promise.all([respond(shown, "CONTEST", [{ pages: "1" }]), respond(told, "CONTEST")]);
  for (const said of [await ask(), await ask()])
    expect(said.map(({ disputeStatus }) => disputeStatus)).toEqual(["IN_REVIEW", "IN_REVIEW"]);
  bed.advance(REVIEW_MS);
  expect((await ask()).map(({ disputeStatus }) => disputeStatus)).toEqual(["WON", "LOST"]);
  expect(await respond(shown, "ACCEPT")).toMatchObject({ result: { resultCode: "REPEAT_REQ_INCONSISTENT" } });
});

it("an acceptance is lost at once, and an answer after the deadline comes too late", async () => {
  expect(await respond(await disputed("accepted"), "ACCEPT")).toMatchObject({ disputeStatus: "LOST" });
  const late = await disputed("late");
  bed.advance(7 * DAY_MS + 1);
  expect(await respond(late, "CONTEST")).toMatchObject({ result: { resultCode: "DISPUTE_EXPIRED" } });
});

it("misbehaves by a seed when it is told to, and stops when it is told to", async () => {
  await setChaos(bed.deps.sql, { seed: 5, percent: 100 });
  const bad = await payAs(bed, "bad-day").catch(() => null);
  // At a hundred per cent every call is slow or without an answer, and a payment that got through goes wrong.
  if (bad !== null) {
    const payment = await findPayment(bed.deps.sql, { paymentId: bad });
    expect(payment?.misbehave).not.toBe("none");
  }
  await setChaos(bed.deps.sql, { seed: 5, percent: 0 });
  const good = await findPayment(bed.deps.sql, { paymentId: await payAs(bed, "good-day") });
  expect(good).toMatchObject({ misbehave: "none", state: "succeeded" });
});
