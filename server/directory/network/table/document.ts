import { createTranslator } from "next-intl";
import { screenMessagesOf } from "@/messages/messages";
import { jstDay } from "@/server/kernel/calendar";
import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import { CATEGORIES, PREFECTURES } from "@/server/merchants/categories.data";
import { REGISTRATION_STATES } from "@/server/registration/rules";
import type { DormantMerchant, Network } from "../queries";
import type { TableName } from "./rules";

/** Operators read Japanese or English. */
export type DeskLanguage = "ja" | "en";

type Cell = string | number | bigint | null;
type Rows = readonly (readonly Cell[])[];

/** What the tables are named by, in the reader's language. */
export function deskWords(language: DeskLanguage) {
  const messages = screenMessagesOf(language);
  const categories = new Map<string, string>(
    CATEGORIES.map(({ mcc, key }) => [mcc, messages.onboarding.category[key]]),
  );
  const prefectures = new Map<string, string>(
    PREFECTURES.map(({ code, name, latin }) => [code, language === "ja" ? name : latin]),
  );
  return {
    language,
    network: createTranslator({ locale: language, messages, namespace: "directory.network" }),
    directory: createTranslator({ locale: language, messages, namespace: "directory" }),
    category: (mcc: string) => categories.get(mcc) ?? mcc,
    prefecture: (code: string) => prefectures.get(code) ?? code,
  };
}

/** One table of the network's page as CSV for spreadsheets: days in ISO, amounts in yen, shares as numbers of merchants. */
export function networkCsv(
  name: TableName,
  network: Network,
  of: { readonly language: DeskLanguage; readonly dormant: readonly DormantMerchant[] },
): string {
  const rows = tableOf(name, network, of);
  const lines = rows.map((cells) =>
    csvLine(cells.map((cell) => (typeof cell === "string" ? cell : cell === null ? "" : BigInt(cell)))),
  );
  return `${CSV_BOM}${lines.join("")}`;
}

function tableOf(
  name: TableName,
  network: Network,
  of: { readonly language: DeskLanguage; readonly dormant: readonly DormantMerchant[] },
): Rows {
  const words = deskWords(of.language);
  switch (name) {
    case "growth":
      return growthRows(network, words);
    case "funnel":
      return funnelRows(network, words);
    case "prefectures":
      return prefectureRows(network, words);
    case "categories":
    case "managers":
      return groupRows(name, network, words);
    case "cohorts":
      return cohortRows(network, words);
    case "wallets":
      return walletRows(network, words);
    case "dormant":
      return dormantRows(of.dormant, words);
  }
}

type DeskWords = ReturnType<typeof deskWords>;

function growthRows({ growth, forecast }: Network, { network }: DeskWords): Rows {
  const past = growth.map(({ throughOn, joined, shops, target }) => [
    throughOn,
    joined,
    shops,
    target,
    null,
    null,
    null,
  ]);
  const last = growth.at(-1)?.throughOn ?? "";
  const future = forecast.weeks
    .filter(({ throughOn }) => throughOn > last)
    .map(({ throughOn, expected, low, high }) => [throughOn, null, null, null, expected, low, high]);
  const range = network("range");
  const head = [
    network("week"),
    network("newShops"),
    network("shops"),
    network("target"),
    network("forecast"),
    `${range} (-)`,
    `${range} (+)`,
  ];
  return [head, ...past, ...future];
}

function funnelRows({ funnel }: Network, { network }: DeskWords): Rows {
  const days = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : `${Math.round(value * 10) / 10}`;
  return [
    ["", network("shops"), network("waitingNow"), network("medianDays"), network("oldestDays")],
    ...funnel.map(({ step, reached, waiting, medianDays, oldestDays }) => [
      network(`steps.${step}`),
      reached,
      waiting,
      days(medianDays),
      days(oldestDays),
    ]),
  ];
}

function prefectureRows({ prefectures }: Network, { network, prefecture }: DeskWords): Rows {
  return [
    [
      network("prefecture"),
      network("active"),
      network("suspended"),
      network("paid"),
      network("stores"),
      network("payments"),
      network("sales30"),
      network("density"),
      network("target"),
    ],
    ...prefectures.map((one) => [
      prefecture(one.code),
      one.active,
      one.suspended,
      one.paid,
      one.stores,
      one.payments,
      one.amountMinor,
      hundredths(one.density),
      one.target?.endShops ?? null,
    ]),
  ];
}

function groupRows(name: "categories" | "managers", network: Network, words: DeskWords): Rows {
  const { network: said, directory, category } = words;
  const names = new Map(network.managers.map((one) => [one.key, one.name]));
  const nameOf = (key: string) => {
    if (name === "categories") return category(key);
    return key === "none" ? directory("more.noManager") : (names.get(key) ?? key);
  };
  const head = [
    said(name),
    said("active"),
    said("joined30"),
    said("paid"),
    said("neverPaid"),
    said("dormant"),
    said("target"),
  ];
  return [
    head,
    ...network[name].map((one) => [
      nameOf(one.key),
      one.active,
      one.joined,
      one.paid,
      one.never,
      one.dormant,
      one.target?.endShops ?? null,
    ]),
  ];
}

function cohortRows({ cohorts }: Network, { network }: DeskWords): Rows {
  return [
    [network("month"), network("newShops"), network("within7"), network("within30"), network("after90")],
    ...cohorts.map(({ month, joined, within7, within30, after90 }) => [
      month,
      joined,
      within7,
      within30,
      after90,
    ]),
  ];
}

function walletRows({ registrations }: Network, { network, directory }: DeskWords): Rows {
  const states = REGISTRATION_STATES.map((state) => directory(`registration.${state}`));
  return [
    [network("wallet"), ...states, network("payments"), network("sales30")],
    ...registrations.map((wallet) => [
      wallet.walletName,
      ...REGISTRATION_STATES.map((state) => wallet.states.find((one) => one.state === state)?.count ?? 0),
      wallet.payments,
      wallet.amountMinor,
    ]),
  ];
}

function dormantRows(dormant: readonly DormantMerchant[], { network, category }: DeskWords): Rows {
  return [
    [
      network("shop"),
      network("place"),
      network("category"),
      network("phone"),
      network("email"),
      network("manager"),
      network("lastPaid"),
    ],
    ...dormant.map((one) => [
      one.tradeName,
      `${one.prefecture}${one.city}`,
      category(one.mcc),
      one.phone,
      one.contactEmail,
      one.managerName ?? "",
      jstDay(one.lastPaidAt.getTime()),
    ]),
  ];
}

/** A number of hundredths with its two decimals: 1234 is 12.34. */
export function hundredths(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}
