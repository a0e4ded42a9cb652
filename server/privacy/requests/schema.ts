import { z } from "zod";

const id = z.string().max(40);
const words = z.string().trim().max(2_000);

/** What a person asks; a correction has to say what is wrong. */
export const newRequest = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("copy"), words: words.default("") }),
  z.object({ kind: z.literal("erasure"), words: words.default("") }),
  z.object({ kind: z.literal("correction"), words: words.min(1, { error: "required" }) }),
]);
export type NewRequest = z.output<typeof newRequest>;

export const listRequests = z.object({
  state: z.enum(["open", "closed"]).default("open"),
  cursor: id.optional(),
});
export type ListRequests = z.output<typeof listRequests>;

export const requestRef = z.object({ requestId: id });

export const requestDecision = z.object({
  requestId: id,
  outcome: z.enum(["done", "refused"]),
  answer: words.min(1, { error: "required" }),
});
export type RequestDecision = z.output<typeof requestDecision>;

/** What is sealed of a request. */
export const sealedRequest = z.object({ words: z.string(), answer: z.string() });
