import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTable } from "@/server/kernel/table-text";
import { type Carried, matchResults, RETURN_REASONS, readResults } from "./rules";

const HEAD = "顧客コード1,金額,結果\n";
const carried = (seq: number, amountMinor: bigint, state: Carried["state"] = "sent"): Carried => ({
  seq,
  payoutId: `pyo_${seq}`,
  tenantId: "mer_1",
  statementId: `stm_${seq}`,
  amountMinor,
  state,
});

describe("a bank's results", () => {
  it("are read in the words and widths of banks", () => {
    const { rows, problems } = readResults(
      `${HEAD}1,"410,971",済\n２,１０００,口座解約\n3,500円,名義相違\n4,1,該当口座なし\n5,1,組戻し\n`,
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ seq, amountMinor, outcome }) => [seq, amountMinor, outcome])).toEqual([
      [1, 410_971n, "done"],
      [2, 1_000n, "account_closed"],
      [3, 500n, "name_mismatch"],
      [4, 1n, "account_unknown"],
      [5, 1n, "other"],
    ]);
  });

  it("in CP932 read the same", () => {
    // 番号,金額,結果 / 1,5,済 as Windows writes them.
    const bytes = Buffer.from("94d48d862c8be08a7a2c8c8b89ca0a312c352c8dcf0a", "hex");
    expect(readResults(decodeTable(bytes)).rows).toMatchObject([
      { seq: 1, amountMinor: 5n, outcome: "done" },
    ]);
  });

  it("that cannot be read are named by row, and never guessed", () => {
    expect(readResults("a,b\n1,2\n").problems).toEqual([{ row: 0, code: "no_header" }]);
    const { rows, problems } = readResults(`${HEAD}1,10.5,済\n2,10,たぶん済\nx,10,済\n3,-1,済\n`);
    expect(rows).toEqual([]);
    expect(problems.map(({ row, code }) => [row, code])).toEqual(
      [1, 2, 3, 4].map((row) => [row, "unreadable"]),
    );
  });

  it("fit the file by number and amount, or are refused", () => {
    const file = [carried(1, 100n), carried(2, 200n), carried(3, 300n, "returned")];
    const { problems } = matchResults(
      readResults(`${HEAD}1,101,済\n2,200,済\n2,200,済\n3,300,済\n9,1,済\n`).rows,
      file,
    );
    expect(problems).toEqual([
      { row: 1, code: "amount" },
      { row: 3, code: "twice" },
      { row: 4, code: "already_returned" },
      { row: 5, code: "not_in_file" },
    ]);
  });

  it("imported again change nothing, whatever they say", () => {
    const outcome = fc.constantFrom("done", ...RETURN_REASONS);
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 30 }), (outcomes) => {
        const file = outcomes.map((_, at) => carried(at + 1, BigInt(at + 1)));
        const text = outcomes.map((one, at) => `${at + 1},${at + 1},${one}\n`).join("");
        const { rows } = readResults(`${HEAD}${text}`);
        const first = matchResults(rows, file);
        expect(first.problems).toEqual([]);
        expect(first.done.length + first.returned.length).toBe(file.length);
        const after = file.map((one, at) => ({
          ...one,
          state: outcomes[at] === "done" ? ("paid" as const) : ("returned" as const),
        }));
        expect(matchResults(rows, after)).toEqual({
          done: [],
          returned: [],
          known: file.length,
          problems: [],
        });
      }),
    );
  });
});
