import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { expect, test } from "vitest";
import { appRouter } from "./root";

async function codeOfAnswer(path: string, body: string): Promise<unknown> {
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(`https://n.example/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    }),
    router: appRouter,
    maxBatchSize: 2,
    createContext: () => {
      throw new RangeError("no procedure is reached");
    },
  });
  const told = JSON.stringify(await answer.json());
  return /"noren":\{"code":"(\w+)"/.exec(told)?.[1];
}

test("what the transport refuses is called bad input, and not a fault of ours", async () => {
  const three = "identity.me,identity.me,identity.me";
  expect(await codeOfAnswer(`${three}?batch=1`, "{}")).toBe("invalid_input");
});

test("a procedure that does not exist is not found", async () => {
  expect(await codeOfAnswer("identity.nothing", "{}")).toBe("not_found");
});
