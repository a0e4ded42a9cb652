import type { CopySection } from "./queries";

/**
 * A person's data as one JSON document, written as it is read: an object with a list for each kind of data. Amounts
 * and other numbers of eight bytes are decimal text.
 */
export async function* copyJson(
  head: Readonly<Record<string, string>>,
  sections: AsyncIterable<CopySection>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head, null, 1).slice(0, -2)}`;
  let current: string | undefined;
  let isFirst = true;
  for await (const { name, rows } of sections) {
    if (name !== current) {
      yield `${current === undefined ? "" : "\n ]"},\n ${JSON.stringify(name)}: [`;
      current = name;
      isFirst = true;
    }
    for (const row of rows) {
      yield `${isFirst ? "" : ","}\n  ${JSON.stringify(row, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value))}`;
      isFirst = false;
    }
  }
  yield `${current === undefined ? "" : "\n ]"}\n}\n`;
}
