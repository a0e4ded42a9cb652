import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { read, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { findAddresses } from "./addresses/queries";
import { openBankAccounts } from "./bank-accounts/queries";
import { findBanks, findBranches } from "./banks/queries";
import { createMerchant, type NewMerchant } from "./commands";
import { getContract, getMerchant, listActiveWallets, listBankHolidays, listPayoutGroups } from "./queries";
import { resumeMerchant, suspendMerchant } from "./standing/commands";

const NOW = Date.parse("2026-11-22T01:00:00Z");
const operator = mintScope({ kind: "operator", personId: "per_op", role: "risk" });
const deps = depsFor(operator, { kind: "person", id: "per_op" }, "req_test", NOW);

const SHOP: NewMerchant = {
  tenantId: "mer_test_1",
  legalName: "株式会社さくら",
  legalNameKana: "カブシキガイシャサクラ",
  tradeName: "さくらマート",
  entityType: "company",
  corporateNumber: "7000012050002",
  invoiceRegistrationNumber: null,
  contactEmail: "owner@example.jp",
  phone: "0312345678",
  postalCode: "1500002",
  prefectureCode: "13",
  prefecture: "東京都",
  city: "渋谷区",
  addressLine: "渋谷1-2-3",
  mcc: "5411",
  bankAccount: {
    bankCode: "0001",
    branchCode: "210",
    accountType: "ordinary",
    accountNumber: "7654321",
    holderKana: "ｶ)ｻｸﾗ",
  },
  stores: [
    {
      name: "さくらマート 渋谷店",
      nameKana: "サクラマート シブヤテン",
      nameLatin: "SAKURAMATO SHIBUYATEN",
      cityLatin: "SHIBUYA",
      mcc: "5411",
      phone: "0312345678",
      postalCode: "1500002",
      prefectureCode: "13",
      municipalityCode: "13113",
      prefecture: "東京都",
      city: "渋谷区",
      addressLine: "渋谷1-2-3",
      openingHours: "10:00-22:00",
    },
  ],
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("reference data", () => {
  it("a bank is found by kanji, kana of any kind and width, Latin letters and its number", async () => {
    const names = async (query: string) =>
      (await read(operator, (tx) => findBanks(tx, query))).map((bank) => bank.name);
    for (const query of ["みずほ", "ミズホ", "ﾐｽﾞﾎ", "みずほ銀行", "mizuho", "0001"]) {
      expect(await names(query)).toContain("みずほ");
    }
    expect((await names("三菱UFJ"))[0]).toBe("三菱UFJ");
    expect((await names("ゆうちょ"))[0]).toBe("ゆうちょ");
    expect((await names("")).length).toBe(10);
  });

  it("a branch is found inside its bank alone, the exact name first", async () => {
    const branches = await read(operator, (tx) => findBranches(tx, "0001", "渋谷"));
    expect(branches[0]).toMatchObject({ code: "210", name: "渋谷" });
    expect(branches.length).toBeGreaterThan(1);
    expect(await read(operator, (tx) => findBranches(tx, "9999", "渋谷"))).toEqual([]);
  });

  it("a postal code of any width gives its address and a Latin city", () => {
    expect(findAddresses("１５０−０００２")).toEqual([
      {
        postalCode: "1500002",
        prefectureCode: "13",
        prefecture: "東京都",
        municipalityCode: "13113",
        city: "渋谷区",
        town: "渋谷",
        cityLatin: "SHIBUYA",
      },
    ]);
    expect(findAddresses("0600000")[0]?.city).toBe("札幌市中央区");
    expect(findAddresses("9999999")).toEqual([]);
    expect(findAddresses("15")).toEqual([]);
  });

  it("holidays and both wallets are there", async () => {
    const holidays = await read(operator, listBankHolidays);
    expect(holidays.has("2027-03-22")).toBe(true);
    expect((await read(operator, listActiveWallets)).map((wallet) => wallet.id)).toEqual([
      "NOREN_JP",
      "ALIPAY_CN",
    ]);
  });
});

describe("a merchant", () => {
  it("comes with store, payout group, account and a contract that holds from today", async () => {
    const made = await transact(operator, (tx) => createMerchant(tx, deps, SHOP));
    const merchant = await read(operator, (tx) => getMerchant(tx, made.merchantId));
    expect(merchant).toMatchObject({ tradeName: "さくらマート", state: "active" });
    const [group] = await read(operator, (tx) => listPayoutGroups(tx, made.merchantId));
    expect(group?.account).toMatchObject({ bankName: "みずほ", branchName: "渋谷", lastDigits: "321" });
    const contract = await read(operator, (tx) => getContract(tx, made.merchantId, "2026-11-22"));
    expect(contract).toMatchObject({ version: 1, feeBasisPoints: 198, taxBasisPoints: 1000 });
    const opened = await read(operator, (tx) => openBankAccounts(tx, [made.bankAccountId]));
    expect(opened.get(made.bankAccountId)).toMatchObject({ accountNumber: "7654321", holderKana: "ｶ)ｻｸﾗ" });
  });

  it("G23 shows neither account number nor holder to who reads the table", async () => {
    const rows = await withClient(database.urls.superuser, (client) =>
      client.query("SELECT bank_account::text AS text, encode(sealed, 'escape') AS raw FROM bank_account"),
    );
    const text = JSON.stringify(rows.rows);
    expect(text).not.toContain("7654321");
    expect(text).not.toContain("ｻｸﾗ");
  });

  it("is suspended and resumed, and neither twice", async () => {
    await suspendMerchant(deps, { merchantId: SHOP.tenantId, reason: "確認中" });
    await expect(suspendMerchant(deps, { merchantId: SHOP.tenantId, reason: "again" })).rejects.toMatchObject(
      {
        code: "merchant_state",
      },
    );
    await resumeMerchant(deps, { merchantId: SHOP.tenantId });
    await expect(resumeMerchant(deps, { merchantId: SHOP.tenantId })).rejects.toMatchObject({
      code: "merchant_state",
    });
  });

  it("is unknown to the people of another tenant (G17)", async () => {
    const stranger = mintScope({
      kind: "merchant",
      tenantId: "mer_other",
      storeIds: "all",
      personId: "per_x",
      role: "owner",
    });
    await expect(read(stranger, (tx) => getMerchant(tx, SHOP.tenantId))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
