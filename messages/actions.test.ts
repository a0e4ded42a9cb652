import { expect, it } from "vitest";
import { AUDIT_ACTIONS } from "@/server/audit/actions.data";
import { screenMessagesOf } from "./messages";

it.each(["ja", "en"] as const)(
  "every action has a word in %s, and no word is without an action",
  (locale) => {
    const named = Object.entries(screenMessagesOf(locale).actions).flatMap(([domain, words]) =>
      Object.keys(words).map((done) => `${domain}.${done}`),
    );
    expect(named.sort()).toEqual([...AUDIT_ACTIONS]);
  },
);

it.each(["ja", "en"] as const)("no two actions read alike in %s", (locale) => {
  const words = Object.values(screenMessagesOf(locale).actions).flatMap((group) => Object.values(group));
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
