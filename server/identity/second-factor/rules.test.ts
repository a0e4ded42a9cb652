import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acceptedStep,
  appAddress,
  appCodeOf,
  ENROLMENT_MS,
  isSteppedUp,
  MOST_FACTORS,
  newRecoveryCode,
  normaliseRecoveryCode,
  refusalOfEnrolment,
  STEP_UP_MS,
  stepAt,
} from "./rules";

const SECRET = new TextEncoder().encode("12345678901234567890");
const NOW = Date.UTC(2026, 10, 24);

describe("codes of an authenticator app", () => {
  // RFC 6238, appendix B, SHA-1, cut to six digits.
  test.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
  ])("are those of the standard at %d s", (seconds, code) => {
    expect(appCodeOf(SECRET, stepAt(seconds * 1_000))).toBe(code);
  });

  test("a code is good for its half minute and the ones beside it, and never again once its step was used", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: -3, max: 3 }),
        (at, off) => {
          const step = stepAt(at) + off;
          if (step < 0) return;
          const given = { secret: SECRET, code: appCodeOf(SECRET, step), wallMs: at };
          const accepted = acceptedStep({ ...given, afterStep: 0 });
          if (Math.abs(off) <= 1 && step > 0) expect(accepted).toBeGreaterThan(0);
          if (accepted !== undefined) {
            expect(Math.abs(accepted - stepAt(at))).toBeLessThanOrEqual(1);
            const again = acceptedStep({ ...given, afterStep: accepted });
            // Only by the chance of two steps with one code.
            if (again !== undefined) expect(again).toBeGreaterThan(accepted);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("what is no six digits is refused without a look", () => {
    for (const code of ["", "12345", "1234567", "12345a", "１２３４５６"])
      expect(acceptedStep({ secret: SECRET, code, afterStep: 0, wallMs: NOW })).toBeUndefined();
  });

  test("the address names the product, the person and the secret", () => {
    const address = appAddress({ secret: SECRET, email: "taro@example.jp", brand: "Noren" });
    expect(address).toMatch(/^otpauth:\/\/totp\/Noren:taro%40example\.jp\?/);
    expect(new URL(address).searchParams.get("secret")).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  });
});

describe("a step-up", () => {
  test("lasts ten minutes and is never dated ahead", () => {
    expect(isSteppedUp(NOW, NOW)).toBe(true);
    expect(isSteppedUp(NOW, NOW + STEP_UP_MS - 1)).toBe(true);
    expect(isSteppedUp(NOW, NOW + STEP_UP_MS)).toBe(false);
    expect(isSteppedUp(NOW + 1, NOW)).toBe(false);
    expect(isSteppedUp(null, NOW)).toBe(false);
  });

  test("a first factor needs a sign-in of a moment ago, every further one a factor", () => {
    const session = { factors: 0, startedAtMs: NOW, steppedUpAtMs: null, wallMs: NOW };
    expect(refusalOfEnrolment(session)).toBeUndefined();
    expect(refusalOfEnrolment({ ...session, wallMs: NOW + ENROLMENT_MS })).toBe("factor_enrolment_late");
    expect(refusalOfEnrolment({ ...session, factors: 1 })).toBe("step_up_required");
    expect(refusalOfEnrolment({ ...session, factors: 1, steppedUpAtMs: NOW })).toBeUndefined();
    expect(refusalOfEnrolment({ ...session, factors: MOST_FACTORS, steppedUpAtMs: NOW })).toBe(
      "factor_count",
    );
  });
});

test("a recovery code is read back however it was written down", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const code = newRecoveryCode(() => bytes);
      const plain = code.replaceAll("-", "");
      expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
      const careless = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
      expect(normaliseRecoveryCode(careless)).toBe(plain);
    }),
  );
});
