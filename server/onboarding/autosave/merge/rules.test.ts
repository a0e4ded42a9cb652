import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELD_KEYS, type Fields } from "../../fields/rules";
import { mergeFields } from "./rules";

const keys = FIELD_KEYS.filter((key) => !/^stores\.([4-9]|1\d|20)\./.test(key));
const values = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom("", "yes", "a", "b"));

describe("two tabs", () => {
  it("a save that is repeated changes nothing more", () => {
    fc.assert(
      fc.property(values, values, (stored, typed) => {
        const changes = FIELD_KEYS.flatMap((key) =>
          typed[key] === undefined ? [] : [{ key, base: stored[key] ?? "", value: typed[key] }],
        );
        const once = mergeFields(stored, changes);
        expect(once.conflicts).toEqual([]);
        expect(mergeFields(once.fields, changes)).toMatchObject({
          fields: once.fields,
          changed: [],
          conflicts: [],
        });
      }),
    );
  });

  it("of two tabs that start from the same page every value is stored or reported, and none overwritten unseen", () => {
    fc.assert(
      fc.property(values, values, values, (stored, first, second) => {
        const changesOf = (typed: typeof first) =>
          FIELD_KEYS.flatMap((key) =>
            typed[key] === undefined ? [] : [{ key, base: stored[key] ?? "", value: typed[key] }],
          );
        const one = mergeFields(stored, changesOf(first));
        const two = mergeFields(one.fields, changesOf(second));
        for (const { key, value } of changesOf(second)) {
          if (key.endsWith(".listed")) continue;
          const conflict = two.conflicts.find((found) => found.key === key);
          expect(conflict ? conflict.theirs : (two.fields[key] ?? "")).toBe(
            conflict ? (one.fields[key] ?? "") : value,
          );
        }
      }),
    );
  });

  it("whatever is typed and taken out, nothing lies in a store or owner that its list does not name", () => {
    fc.assert(
      fc.property(values, values, values, (stored, first, second) => {
        const apply = (fields: Fields, typed: typeof first) =>
          mergeFields(
            fields,
            FIELD_KEYS.flatMap((key) =>
              typed[key] === undefined ? [] : [{ key, base: fields[key] ?? "", value: typed[key] }],
            ),
          ).fields;
        const end = apply(apply(apply({}, stored), first), second);
        for (const key of FIELD_KEYS) {
          const head = /^(stores|owners)\.\w+\./.exec(key)?.[0];
          if (head && end[key] && !key.endsWith(".listed"))
            expect(Object.entries(end)).toContainEqual([`${head}listed`, "yes"]);
        }
      }),
    );
  });

  it("a store taken out in one tab stays while the other tab's typing is unsettled", () => {
    const stored: Fields = { "stores.2.listed": "yes", "stores.2.name": "二号店" };
    const typed = mergeFields(stored, [{ key: "stores.2.name", base: "二号店", value: "駅前店" }]);
    const removed = mergeFields(typed.fields, [
      { key: "stores.2.name", base: "二号店", value: "" },
      { key: "stores.2.listed", base: "yes", value: "" },
    ]);
    expect(removed.fields).toEqual({ "stores.2.listed": "yes", "stores.2.name": "駅前店" });
    expect(removed.conflicts).toEqual([{ key: "stores.2.name", theirs: "駅前店" }]);
    expect(removed.follows).toEqual([{ key: "stores.2.listed", value: "yes" }]);
  });
});
