import { describe, expect, test } from "vitest";
import { z } from "zod";
import { STEP_UP_MS } from "@/server/identity/second-factor/rules";
import {
  isBeforeSecondFactor,
  isWhileViewing,
  MERCHANT_ROLES,
  needsStepUp,
  OPERATOR_ROLES,
  PERMISSIONS,
  type Permission,
} from "@/server/kernel/permissions";
import { provideEnv } from "@/server/platform/env";
import type { ActiveMembership, SignedIn } from "./context";
import { appRouter, createCaller } from "./root";

const definition = z.object({
  type: z.enum(["query", "mutation", "subscription"]),
  meta: z.object({ permission: z.string().optional(), stepUpWhen: z.string().optional() }).optional(),
});
const isPermission = (name: string | undefined): name is Permission => Object.hasOwn(PERMISSIONS, name ?? "");
const procedures = Object.entries<object>(appRouter._def.procedures).flatMap(([path, procedure]) => {
  const { type, meta } = definition.parse(Reflect.get(procedure, "_def"));
  const permission = meta?.permission;
  return isPermission(permission) ? [{ path, type, permission, stepUpWhen: meta?.stepUpWhen }] : [];
});
type Procedure = (typeof procedures)[number];

/** Somebody whose role holds the permission. */
function holderOf(permission: Permission): ActiveMembership | null {
  const { side, roles } = PERMISSIONS[permission];
  const held: readonly string[] = roles;
  const merchant = MERCHANT_ROLES.find((role) => held.includes(role));
  if (side === "merchant" && merchant)
    return { kind: "merchant", id: "mem_1", tenantId: "mer_1", role: merchant, storeIds: "all" };
  const operator = OPERATOR_ROLES.find((role) => held.includes(role));
  return side === "operator" && operator ? { kind: "operator", id: "mem_1", role: operator } : null;
}

function session(permission: Permission, state: Partial<SignedIn>): SignedIn {
  const active = holderOf(permission);
  return {
    sessionId: "ses_1",
    personId: "per_1",
    email: "a@example.jp",
    name: "",
    locale: "ja",
    soundOn: false,
    steppedUpAtMs: null,
    secondFactor: "none",
    viewing: null,
    memberships: active ? [active] : [],
    active,
    ...state,
  };
}

/**
 * What the gate answers. There is no database here, so whatever gets past it fails otherwise: at its input, or for
 * want of an environment.
 */
async function answerTo(path: string, signedIn: SignedIn): Promise<string> {
  const caller: unknown = createCaller({ requestId: "req_t", signedIn, clientAddress: "", locale: "ja" });
  const procedure = path.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
  if (typeof procedure !== "function") throw new Error(`no procedure ${path}`);
  return Promise.resolve(procedure(undefined)).then(
    () => "passed",
    (error: unknown) => (error instanceof Error ? error.message : "thrown"),
  );
}

const REFUSALS = ["not_permitted", "second_factor_required", "step_up_required", "view_only"];
const given = (agoMs: number): Partial<SignedIn> => ({
  secondFactor: "given",
  steppedUpAtMs: Date.now() - agoMs,
});
const steppingUp = procedures.filter(({ permission }) => needsStepUp(permission));
const viewing = { viewId: "viw_1", tenantId: "mer_1", name: "x", endsAtMs: Date.now() + 60_000 };

describe("step-up (G19)", () => {
  test("bank files, staff and one's own factors are among what asks for it", () => {
    const paths = steppingUp.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["settlement.releaseBankFile", "staff.grantRole", "secondFactor.remove"]),
    );
  });

  test.each(steppingUp)(
    "$path is refused without a second factor of the last ten minutes",
    async (procedure) => {
      const { path, permission } = procedure;
      const has = { secondFactor: "given" } as const;
      expect(await answerTo(path, session(permission, { ...has, steppedUpAtMs: null }))).toBe(
        "step_up_required",
      );
      expect(await answerTo(path, session(permission, given(STEP_UP_MS + 1_000)))).toBe("step_up_required");
      expect(REFUSALS).not.toContain(await answerTo(path, session(permission, given(1_000))));
    },
  );

  test("nothing else asks for it without saying when", () => {
    for (const { permission, stepUpWhen, path } of procedures)
      if (stepUpWhen !== undefined) {
        expect(needsStepUp(permission), path).toBe(false);
        expect(stepUpWhen.length, path).toBeGreaterThan(10);
      }
  });
});

describe("a session without its second factor", () => {
  const operators = procedures.filter(({ permission }) => PERMISSIONS[permission].side === "operator");

  test.each(operators)("an operator without one cannot reach $path", async ({ path, permission }) => {
    expect(await answerTo(path, session(permission, { secondFactor: "none" }))).toBe(
      "second_factor_required",
    );
    expect(await answerTo(path, session(permission, { secondFactor: "due" }))).toBe("second_factor_required");
  });

  test.each(procedures)("$path waits for a factor that is due", async ({ path, permission }) => {
    const answer = await answerTo(path, session(permission, { secondFactor: "due" }));
    if (isBeforeSecondFactor(permission)) expect(REFUSALS).not.toContain(answer);
    else expect(answer).toBe("second_factor_required");
  });

  test("what it may do before is no more than reading who it is and giving or setting up the factor", () => {
    const before = Object.keys(PERMISSIONS).filter(
      (name) => isPermission(name) && isBeforeSecondFactor(name),
    );
    expect(before.sort()).toEqual(["account:read", "second_factor:enrol", "second_factor:give"]);
  });
});

describe("support that looks at a merchant", () => {
  const support = { kind: "operator", id: "mem_1", role: "support" } as const;
  const looking = (): SignedIn => ({
    ...session("support:view", given(1_000)),
    active: support,
    memberships: [support],
    viewing,
  });
  const changes = (one: Procedure) => one.type === "mutation" && !isWhileViewing(one.permission);

  test.each(procedures.filter(changes))("cannot change anything by $path", async ({ path }) => {
    expect(await answerTo(path, looking())).toBe("view_only");
  });

  test("reads what the owner reads, and only with the role of support", async () => {
    const reads = procedures.filter(
      ({ type, permission }) => type === "query" && PERMISSIONS[permission].side === "merchant",
    );
    expect(reads.length).toBeGreaterThan(8);
    for (const { path } of reads) {
      expect(REFUSALS, path).not.toContain(await answerTo(path, looking()));
      const other = { ...support, role: "finance" } as const;
      expect(await answerTo(path, { ...looking(), active: other }), path).toBe("not_permitted");
    }
  });
});

test("a refund asks for it from 50,000 yen on, and below does not", async () => {
  // Nothing listens there: what gets past the gate fails at the database.
  provideEnv({ NODE_ENV: "test", DATABASE_URL: "postgres://noren_app@127.0.0.1:1/none" });
  const refund = async (amountMinor: bigint, state: Partial<SignedIn>) => {
    const signedIn = session("payment:refund", state);
    const { payments } = createCaller({ requestId: "req_t", signedIn, clientAddress: "", locale: "ja" });
    const input = {
      paymentId: `pay_${"1".repeat(20)}`,
      requestId: "req_refund_0001",
      amountMinor,
      reason: "",
    };
    return payments.refundPayment(input).then(
      () => "passed",
      (error: unknown) => (error instanceof Error ? error.message : "thrown"),
    );
  };
  expect(await refund(50_000n, { secondFactor: "none" })).toBe("step_up_required");
  expect(await refund(50_000n, given(STEP_UP_MS + 1_000))).toBe("step_up_required");
  expect(REFUSALS).not.toContain(await refund(50_000n, given(1_000)));
  expect(REFUSALS).not.toContain(await refund(49_999n, { secondFactor: "none" }));
});
