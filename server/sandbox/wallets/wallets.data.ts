/**
 * The wallets on the stand-in network and their policies, as data. `quotePrice` is yen for one unit of the home
 * currency, in decimal text; a wallet that pays in yen has none.
 */
export const WALLETS = {
  NOREN_JP: {
    name: { ja: "Noren Wallet", en: "Noren Wallet", zh: "Noren Wallet", ko: "Noren Wallet" },
    mark: "の",
    currency: "JPY",
    quotePrice: null,
    maxRefunds: 50,
    refundWindowDays: 365,
    feeBasisPoints: 80,
    refusedMccs: [],
    colour: { from: "#2B3A8C", to: "#4556B8", ink: "#2B3A8C" },
    account: "noren****@example.jp",
    balanceMinor: 58_240n,
  },
  ALIPAY_CN: {
    name: { ja: "アリペイ", en: "Alipay", zh: "支付宝", ko: "알리페이" },
    mark: "支",
    currency: "CNY",
    quotePrice: "20.9047",
    maxRefunds: 1,
    refundWindowDays: 365,
    feeBasisPoints: 110,
    // Gambling is not accepted from mainland China.
    refusedMccs: ["7995"],
    colour: { from: "#0E5FD8", to: "#1677FF", ink: "#0E5FD8" },
    account: "138****0021",
    balanceMinor: 486_210n,
  },
} as const;
