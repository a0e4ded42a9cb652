/** The payment brands of the network and their policies (network-api: refunds within 365 days, limits per wallet). */
export const WALLETS = [
  {
    id: "NOREN_JP",
    name: "Noren Wallet",
    homeCurrency: "JPY",
    maxRefunds: 50,
    refundWindowDays: 365,
    networkFeeBasisPoints: 80,
    minAmountMinor: 1,
    maxAmountMinor: 500_000,
    sortOrder: 1,
  },
  {
    id: "ALIPAY_CN",
    name: "Alipay",
    homeCurrency: "CNY",
    maxRefunds: 1,
    refundWindowDays: 365,
    networkFeeBasisPoints: 110,
    minAmountMinor: 1,
    maxAmountMinor: 1_000_000,
    sortOrder: 2,
  },
] as const;
