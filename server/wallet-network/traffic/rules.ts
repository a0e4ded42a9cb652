/** How many calls of a kind a client may send: so many a second, and so many at once after a quiet time. */
export type Allowance = { readonly aSecond: number; readonly atOnce: number };

/** What a client has left; instants in wall-clock milliseconds. */
export type Bucket = { readonly left: number; readonly atMs: number };

/** A client that has not called yet. */
export function fullBucket(allowance: Allowance, nowMs: number): Bucket {
  return { left: allowance.atOnce, atMs: nowMs };
}

/** Takes one call out of the bucket, or null when the client has to wait. */
export function takeOne(bucket: Bucket, allowance: Allowance, nowMs: number): Bucket | null {
  const gained = (Math.max(nowMs - bucket.atMs, 0) * allowance.aSecond) / 1_000;
  const left = Math.min(bucket.left + gained, allowance.atOnce);
  return left < 1 ? null : { left: left - 1, atMs: nowMs };
}
