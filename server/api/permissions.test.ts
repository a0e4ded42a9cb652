import { describe, expect, test } from "vitest";
import { z } from "zod";
import { contextAs } from "@/bench/context-bed";
import {
  MERCHANT_ROLES,
  OPERATOR_ROLES,
  PERMISSIONS,
  type Permission,
  type Role,
  roleMay,
} from "@/server/kernel/permissions";
import type { ActiveMembership, Context } from "./context";
import { requireScope } from "./gate";
import { appRouter } from "./root";

const ROLES: readonly Role[] = [...MERCHANT_ROLES, ...OPERATOR_ROLES];
const definition = z.object({
  type: z.enum(["query", "mutation", "subscription"]),
  meta: z.object({ permission: z.string().optional(), openBecause: z.string().optional() }).optional(),
});
const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name);
// At run time the record is flat, by path; its type is the tree.
const procedures = Object.entries<object>(appRouter._def.procedures)
  .map(([path, procedure]) => ({ path, ...definition.parse(Reflect.get(procedure, "_def")) }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

function membershipOf(role: Role): ActiveMembership {
  const merchant = MERCHANT_ROLES.find((one) => one === role);
  if (merchant) return { kind: "merchant", id: "mem_1", tenantId: "mer_1", role: merchant, storeIds: "all" };
  const operator = OPERATOR_ROLES.find((one) => one === role);
  if (operator) return { kind: "operator", id: "mem_1", role: operator };
  throw new Error(`unknown role ${role}`);
}

const contextOf = (active: ActiveMembership | null) => contextAs(active, { steppedUpAtMs: Date.now() });

function mayPass(permission: Permission, context: Pick<Context, "signedIn">): boolean {
  try {
    requireScope(permission, context);
    return true;
  } catch {
    return false;
  }
}

describe("every procedure names its permission (G15)", () => {
  test("the table of role x procedure", () => {
    const lines = procedures.map(({ path, type, meta }) => {
      const { permission } = meta ?? {};
      const marks = ROLES.map((role) =>
        permission === undefined || (isPermission(permission) && roleMay(role, permission)) ? "x" : ".",
      );
      return `${path.padEnd(40)} ${type.padEnd(9)} ${(permission ?? "open").padEnd(22)} ${marks.join(" ")}`;
    });
    process.stdout.write(`\nroles: ${ROLES.join(", ")}\n${lines.join("\n")}\n`);
    expect(lines.length).toBeGreaterThan(5);
  });

  test.each(procedures)("$path", ({ type, meta }) => {
    const reason = meta?.openBecause ?? "";
    if (meta?.permission === undefined) {
      expect(reason.length, "neither a permission nor a reason to be open").toBeGreaterThan(15);
      expect(type, "an open procedure changes nothing").toBe("query");
    } else {
      expect(PERMISSIONS).toHaveProperty([meta.permission]);
      expect(reason).toBe("");
    }
  });

  test("the gate and the table agree for every role and permission", () => {
    const permissions = Object.keys(PERMISSIONS).filter(isPermission);
    for (const permission of permissions) {
      expect(mayPass(permission, { signedIn: null }), `${permission} without sign-in`).toBe(false);
      const personal = PERMISSIONS[permission].side === "person";
      expect(mayPass(permission, contextOf(null)), `${permission} without a role`).toBe(personal);
      for (const role of ROLES) {
        expect(mayPass(permission, contextOf(membershipOf(role))), `${role} ${permission}`).toBe(
          roleMay(role, permission),
        );
      }
    }
  });

  test("no role of a merchant holds an operator's permission, and none of the operator's a merchant's", () => {
    for (const { side, roles } of Object.values(PERMISSIONS)) {
      const strangers = side === "merchant" ? OPERATOR_ROLES : MERCHANT_ROLES;
      const held: readonly Role[] = roles;
      if (side !== "person") expect(held.filter((role) => strangers.some((one) => one === role))).toEqual([]);
    }
  });
});
