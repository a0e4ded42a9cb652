import { expect, test } from "vitest";
import { ACQUIRER_ACCOUNTS, ENTRY_KINDS } from "../rules";
import { ACCOUNT_NAMES, COLUMNS, JOURNAL_LAYOUTS, KIND_NOTES, TAX_CLASSES } from "./chart.data";

test("every account and every kind of entry has a name in accounting software", () => {
  const owned = [
    "network:receivable",
    "network:fee_payable",
    "network:fee_expense",
    "merchant:payable",
    "merchant:reserve",
  ];
  const accounts = [...owned, ...ACQUIRER_ACCOUNTS.map((account) => `acquirer:${account}`)];
  expect(Object.keys(ACCOUNT_NAMES).sort()).toEqual(accounts.sort());
  expect(Object.keys(KIND_NOTES).sort()).toEqual([...ENTRY_KINDS].sort());
});

test("tax classes follow each other in time, and belong to accounts of the chart", () => {
  for (const [account, classes] of Object.entries(TAX_CLASSES)) {
    expect(Object.keys(ACCOUNT_NAMES)).toContain(account);
    expect(classes.map(({ fromOn }) => fromOn)).toEqual(classes.map(({ fromOn }) => fromOn).toSorted());
  }
});

test("each layout has date, accounts, tax classes, amounts and note", () => {
  for (const layout of JOURNAL_LAYOUTS) {
    const columns = COLUMNS[layout].join(" ");
    expect(columns).toMatch(/日.*借方勘定科目.*貸方勘定科目/);
    expect(columns).toMatch(/借方税区分/);
    expect(columns).toMatch(/貸方金額/);
    expect(columns).toMatch(/摘要/);
  }
});
