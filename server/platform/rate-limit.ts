import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/server/kernel/errors";
import { blindIndex } from "./crypto";
import { poolFor } from "./db";

/** `points` uses in `seconds`, counted over every process by the database. */
export type RateLimit = { readonly name: string; readonly points: number; readonly seconds: number };

const limiters = new Map<string, RateLimiterPostgres>();

// The pool is looked up at each use: tests and the command line close it and open another.
const pool = {
  query: (query: Parameters<ReturnType<typeof poolFor>["query"]>[0]) => poolFor("app").query(query),
};

function limiterOf({ name, points, seconds }: RateLimit): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  });
  limiters.set(name, limiter);
  return limiter;
}

/**
 * Counts one use for a subject: an e-mail, a network address, a key. What is stored of the subject is a keyed hash.
 * @throws DomainError too_many_requests with the seconds to wait
 */
export async function spendRateLimit(limit: RateLimit, subject: string): Promise<void> {
  const key = Buffer.from(blindIndex(subject, `rate-limit/${limit.name}`)).toString("hex");
  try {
    await limiterOf(limit).consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new DomainError("too_many_requests", { seconds: Math.ceil(refusal.msBeforeNext / 1_000) });
  }
}
