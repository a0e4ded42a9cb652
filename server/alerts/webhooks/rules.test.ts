import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isEndpointUrl,
  liveSecrets,
  outcomeOf,
  RETRY_SECONDS,
  ROTATION_GRACE_MS,
  retryDelayMs,
  rotatedSecrets,
  type SigningSecret,
  secretKey,
  secretText,
} from "./rules";

test("a message is tried for a day, at longer and longer pauses, and then given up", () => {
  expect(RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0)).toBe(86_400);
  expect([...RETRY_SECONDS].sort((a, b) => a - b)).toEqual([...RETRY_SECONDS]);
  expect(retryDelayMs(1, 0)).toBe(5_000);
  expect(retryDelayMs(1, 1)).toBe(5_500);
  expect(retryDelayMs(RETRY_SECONDS.length + 1, 0)).toBeNull();
});

test("only 2xx is accepted, and 410 asks to be left alone", () => {
  expect([200, 204, 299].map(outcomeOf)).toEqual(["delivered", "delivered", "delivered"]);
  expect([null, 100, 301, 307, 400, 404, 429, 500].map(outcomeOf)).toEqual(Array(8).fill("failed"));
  expect(outcomeOf(410)).toBe("gone");
});

test("a secret is written in Base64 and read back as the same key", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), (key) => {
      expect(secretKey(secretText(key))).toEqual(new Uint8Array(key));
      expect(secretText(key)).toBe(`whsec_${Buffer.from(key).toString("base64")}`);
    }),
  );
});

test("however often a secret is replaced, the newest and at most one older sign, and the older ends within a day", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 * ROTATION_GRACE_MS }), { minLength: 1 }), (pauses) => {
      let nowMs = 0;
      let secrets: readonly SigningSecret[] = [{ text: "whsec_0", endsAtMs: null }];
      pauses.forEach((pause, index) => {
        nowMs += pause;
        const before = liveSecrets(secrets, nowMs)[0];
        secrets = rotatedSecrets(secrets, `whsec_${index + 1}`, nowMs);
        const live = liveSecrets(secrets, nowMs);
        expect(live[0]).toEqual({ text: `whsec_${index + 1}`, endsAtMs: null });
        expect(live.map(({ text }) => text)).toContain(before?.text);
        expect(live.length).toBeLessThanOrEqual(2);
        expect(liveSecrets(secrets, nowMs + ROTATION_GRACE_MS)).toHaveLength(1);
      });
    }),
  );
});

test("an address is https without credentials, except a receiver that is named as exempt", () => {
  const exempt = ["127.0.0.1:4010"];
  expect(isEndpointUrl("https://pos.example/hook?shop=1", [])).toBe(true);
  expect(isEndpointUrl("http://127.0.0.1:4010/hook", exempt)).toBe(true);
  for (const url of [
    "http://pos.example/hook",
    "http://127.0.0.1:4011/",
    "https://u:p@pos.example/",
    "https://pos.example/#x",
    "ftp://pos.example",
    "pos.example",
    "",
  ]) {
    expect(isEndpointUrl(url, exempt)).toBe(false);
  }
});
