import { ACCOUNT_NAMES, type ChartKey } from "./chart.data";

/** Where an account, or a sum such as `merchant:*:payable`, stands in the chart; null for one that is not in it. */
export function chartKeyOf(account: string): ChartKey | null {
  const [owner = "", , kind = ""] = account.split(":");
  const key = owner === "acquirer" ? account : `${owner}:${kind}`;
  return isChartKey(key) ? key : null;
}

function isChartKey(key: string): key is ChartKey {
  return Object.hasOwn(ACCOUNT_NAMES, key);
}
