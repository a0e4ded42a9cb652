import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticator, type Desk, newPerson, ORIGIN, signIn } from "@/bench/people-bed";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";

const refusal = (code: string) => expect.objectContaining({ message: code });
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ PUBLIC_URL: ORIGIN });
});
afterAll(() => database.drop());

async function enrolPasskey(desk: Desk) {
  const device = authenticator();
  const { challenge } = await (await desk.api()).secondFactor.beginPasskey();
  const response = device.register(challenge);
  await (await desk.api()).secondFactor.confirmPasskey({ response, label: "tablet" });
  return { device, response };
}

describe("a passkey", () => {
  test("of somebody else, however valid, opens nothing", async () => {
    const { personId } = await newPerson();
    await enrolPasskey(await signIn(personId));
    const desk = await signIn(personId);
    const { device } = await enrolPasskey(await signIn((await newPerson()).personId));
    const { challenge } = await (await desk.api()).secondFactor.challengePasskey();
    await expect(
      (await desk.api()).secondFactor.givePasskey({ response: device.sign(challenge, 1) }),
    ).rejects.toEqual(refusal("factor_wrong"));
    expect((await desk.signedIn())?.secondFactor).toBe("due");
  });

  test("a signature opens once, and in the session whose challenge it signs", async () => {
    const { personId } = await newPerson();
    const { device } = await enrolPasskey(await signIn(personId));
    const [desk, other] = [await signIn(personId), await signIn(personId)];
    const { challenge } = await (await desk.api()).secondFactor.challengePasskey();
    await (await other.api()).secondFactor.challengePasskey();
    const response = device.sign(challenge, 1);
    await expect((await other.api()).secondFactor.givePasskey({ response })).rejects.toEqual(
      refusal("factor_wrong"),
    );
    await (await desk.api()).secondFactor.givePasskey({ response });
    expect((await desk.signedIn())?.secondFactor).toBe("given");
    await expect((await desk.api()).secondFactor.givePasskey({ response })).rejects.toEqual(
      refusal("factor_stale"),
    );
  });

  test("a copy that counts backwards, and an answer of another site, are refused", async () => {
    const { personId } = await newPerson();
    const { device } = await enrolPasskey(await signIn(personId));
    const desk = await signIn(personId);
    const attempt = async (counter: number, origin?: string) => {
      const { challenge } = await (await desk.api()).secondFactor.challengePasskey();
      return (await desk.api()).secondFactor.givePasskey({
        response: device.sign(challenge, counter, origin),
      });
    };
    await expect(attempt(5, "https://noren.example.evil")).rejects.toEqual(refusal("factor_wrong"));
    await attempt(5);
    await expect(attempt(5)).rejects.toEqual(refusal("factor_wrong"));
    await expect(attempt(4)).rejects.toEqual(refusal("factor_wrong"));
    await attempt(6);
  });

  test("a registration is not accepted twice, nor for another site", async () => {
    const desk = await signIn((await newPerson()).personId);
    const { response } = await enrolPasskey(desk);
    const again = { response, label: "copy" };
    await expect((await desk.api()).secondFactor.confirmPasskey(again)).rejects.toEqual(
      refusal("factor_stale"),
    );
    const { challenge } = await (await desk.api()).secondFactor.beginPasskey();
    const foreign = authenticator().register(challenge, "https://noren.example.evil");
    await expect(
      (await desk.api()).secondFactor.confirmPasskey({ response: foreign, label: "" }),
    ).rejects.toEqual(refusal("factor_wrong"));
  });
});
