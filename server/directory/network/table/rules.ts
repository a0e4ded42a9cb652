/** The tables that can be taken along from the network's page, by the name of their file. */
export const TABLES = [
  "growth",
  "funnel",
  "prefectures",
  "categories",
  "managers",
  "cohorts",
  "wallets",
  "dormant",
] as const;
export type TableName = (typeof TABLES)[number];
