import { expect } from "./fixtures";

/** One transfer of a bank file. */
export type Transfer = {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountNumber: string;
  readonly holder: string;
  readonly yen: number;
};

export type BankFile = {
  readonly transfers: readonly Transfer[];
  readonly trailer: { readonly count: number; readonly yen: number };
};

const RECORD_BYTES = 120;

/**
 * Reads a general-transfer file by the columns that the Japanese Bankers Association publishes, on its own and from
 * bytes, so that it shares no mistake with the program that wrote the file.
 */
export function readBankFile(bytes: Buffer): BankFile {
  const text = new TextDecoder("shift_jis", { fatal: true }).decode(bytes);
  const records = text.split("\r\n").filter((record) => record !== "" && record !== "\u001a");
  for (const record of records) expect(record).toHaveLength(RECORD_BYTES);
  const [header = "", ...rest] = records;
  const end = rest.pop() ?? "";
  const trailer = rest.pop() ?? "";
  expect(header.slice(0, 3)).toBe("121");
  expect(trailer.slice(0, 1)).toBe("8");
  expect(end.slice(0, 1)).toBe("9");
  const transfers = rest.map((record) => {
    expect(record.slice(0, 1)).toBe("2");
    return {
      bankCode: record.slice(1, 5),
      branchCode: record.slice(20, 23),
      accountNumber: record.slice(43, 50),
      holder: record.slice(50, 80).trimEnd(),
      yen: Number(record.slice(80, 90)),
    };
  });
  return { transfers, trailer: { count: Number(trailer.slice(1, 7)), yen: Number(trailer.slice(7, 19)) } };
}
