import { describe, expect, test } from "vitest";
import { PUBLISHED_FILES, type PublishedFile } from "./published.data";
import { inspectZengin } from "./rules";

/** How wide the fields of each record are, in order: the standard's table and nothing else. */
const WIDTHS: Readonly<Record<string, readonly number[]>> = {
  "1": [1, 2, 1, 10, 40, 4, 4, 15, 3, 15, 1, 7, 17],
  "2": [1, 4, 15, 3, 15, 4, 1, 7, 30, 10, 1, 10, 10, 1, 1, 7],
  "8": [1, 6, 12, 101],
  "9": [1, 119],
};
const KANA = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ";

function bytesOf(file: PublishedFile): Uint8Array {
  const records = file.records.map((values) =>
    values.map((value, at) => value.padEnd(WIDTHS[values[0] ?? ""]?.[at] ?? 0, " ")).join(""),
  );
  const text = records.join(file.ends) + (file.between ? "" : file.ends);
  return Uint8Array.from(text, (char) => {
    const at = KANA.indexOf(char);
    return at < 0 ? char.charCodeAt(0) : 0xa1 + at;
  });
}

/** Adds up the amounts of the data records by counting bytes, as the standard's table says where they stand. */
function slowTotal(file: PublishedFile): bigint {
  const bytes = bytesOf(file);
  const amountAt = WIDTHS["2"]?.slice(0, 9).reduce((sum, width) => sum + width, 0) ?? 0;
  let total = 0n;
  for (let from = 0; from < bytes.length; ) {
    let to = from;
    while (to < bytes.length && bytes[to] !== 13 && bytes[to] !== 10) to += 1;
    const amount = String.fromCharCode(...bytes.subarray(from + amountAt, from + amountAt + 10));
    if (bytes[from] === 0x32 && to - from === 120) total += BigInt(amount);
    from = to + file.ends.length;
  }
  return total;
}

describe("transfer files that others have published", () => {
  test.each(PUBLISHED_FILES)("%s: read with the right findings", (_name, file) => {
    const bytes = bytesOf(file);
    const strict = inspectZengin(bytes);
    const errors = strict.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ record, field, code }) => `${record} ${field} ${code}`)).toEqual(file.errors);
    for (const { message } of strict.findings) expect(message).not.toBe("");
    expect(strict).toMatchObject({
      ok: file.errors.length === 0,
      records: file.records.length,
      count: file.count,
      totalYen: file.totalYen,
      separator: { "\r\n": "crlf", "\n": "lf", "\r": "cr" }[file.ends],
    });
    expect(slowTotal(file)).toBe(file.totalYen);
    expect(inspectZengin(bytes, { lenient: true }).ok).toBe(file.okWhenLenient);
  });

  test("there are samples of several authors, with every separator", () => {
    const authors = new Set(PUBLISHED_FILES.map(([, { source }]) => source.split("/")[1]));
    expect(authors.size).toBeGreaterThanOrEqual(5);
    expect(new Set(PUBLISHED_FILES.map(([, { ends }]) => ends))).toEqual(new Set(["\r\n", "\n", "\r"]));
  });
});
