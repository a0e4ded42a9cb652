import type { ImportedMerchant } from "@/server/directory/import/rules";

type DemoShop = Pick<
  ImportedMerchant,
  | "tenantId"
  | "legalName"
  | "legalNameKana"
  | "tradeName"
  | "entityType"
  | "state"
  | "mcc"
  | "feeBasisPoints"
  | "wallets"
  | "stores"
>;

/** The shop whose people are listed on the sign-in page. */
export const DEMO_SHOP: DemoShop = {
  tenantId: "mer_01demo0000sakuramart",
  legalName: "株式会社さくらマート",
  legalNameKana: "カブシキガイシャサクラマート",
  tradeName: "さくらマート",
  entityType: "company",
  state: "active",
  mcc: "5411",
  feeBasisPoints: 198,
  wallets: [
    { walletId: "NOREN_JP", state: "approved" },
    { walletId: "ALIPAY_CN", state: "approved" },
  ],
  stores: [
    {
      name: "さくらマート 渋谷店",
      nameKana: "サクラマート シブヤテン",
      nameLatin: "SAKURA MART SHIBUYA",
      cityLatin: "SHIBUYA",
      mcc: "5411",
      phone: "0312345678",
      postalCode: "1500002",
      prefectureCode: "13",
      municipalityCode: "13113",
      prefecture: "東京都",
      city: "渋谷区",
      addressLine: "渋谷1-2-3",
      openingHours: "9:00-22:00",
    },
    {
      name: "さくらマート 横浜店",
      nameKana: "サクラマート ヨコハマテン",
      nameLatin: "SAKURA MART YOKOHAMA",
      cityLatin: "YOKOHAMA",
      mcc: "5411",
      phone: "0451234567",
      postalCode: "2200011",
      prefectureCode: "14",
      municipalityCode: "14103",
      prefecture: "神奈川県",
      city: "横浜市西区",
      addressLine: "高島2-1-1",
      openingHours: "9:00-22:00",
    },
  ],
};
