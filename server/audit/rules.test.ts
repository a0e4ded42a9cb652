import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "./actions.data";
import { type AuditRow, auditContent, changedFields, isAuditAction, stateText } from "./rules";

const row: AuditRow = {
  id: "aud_1",
  tenantId: null,
  actorId: "per_1",
  actorKind: "person",
  action: "code.pause",
  subjectId: "cod_1",
  changedFields: ["state"],
  sealedHex: null,
  requestId: "req_1",
  occurredAtMs: 1,
};

test("only the fields whose value differs are named; the order of keys and an explicit null are no difference", () => {
  const before = { state: "active", limit: 5n, address: { city: "Naha", zip: "900" } };
  const after = { address: { zip: "900", city: "Naha" }, state: "paused", limit: 5n, note: null };
  expect(changedFields(before, after)).toEqual(["state"]);
  expect(changedFields(undefined, { b: 1, a: undefined })).toEqual(["b"]);
  expect(changedFields(undefined, undefined)).toEqual([]);
});

test("amounts of any size are kept to the last digit", () => {
  expect(stateText({ amountMinor: 9_007_199_254_740_993n })).toBe('{"amountMinor":"9007199254740993"}');
});

test("a missing tenant is another content than an empty one, and no two fields run together", () => {
  const content = auditContent(row);
  expect(auditContent({ ...row, tenantId: "" })).not.toBe(content);
  expect(auditContent({ ...row, sealedHex: "" })).not.toBe(content);
  expect(auditContent({ ...row, action: "code.pausec", subjectId: "od_1" })).not.toBe(content);
  expect(auditContent({ ...row, changedFields: ["sta", "te"] })).not.toBe(content);
});

test("every action is named once, in order, as a domain and what was done", () => {
  expect([...new Set<string>(AUDIT_ACTIONS)].sort()).toEqual([...AUDIT_ACTIONS]);
  expect(AUDIT_ACTIONS.filter((action) => !/^[a-z_]+\.[a-z_]+$/.test(action))).toEqual([]);
});

test("a stored action that has no name is told from those that have", () => {
  expect(["code.pause", "code.pausec", "code", ""].map(isAuditAction)).toEqual([true, false, false, false]);
});
