import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { addDays, type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { type Html, type PageContext, pageDocument } from "../document";
import { japanTime, networkTime } from "../wallets/rules";
import { feeOf, type ReportItem, summarise } from "./rules";

const ITEM_COLUMNS = [
  "customerId",
  "referenceMerchantId",
  "referenceStoreId",
  "transactionId",
  "originalTransactionId",
  "transactionRequestId",
  "referenceTransactionId",
  "orderDescription",
  "paymentMethodType",
  "pspName",
  "transactionType",
  "paymentTime",
  "productCode",
  "transactionAmountValue",
  "transactionCurrency",
  "settlementAmountValue",
  "settlementCurrency",
  "feeAmountValue",
  "feeCurrency",
];

const SUMMARY_COLUMNS = [
  "type",
  "settlementTime",
  "count",
  "settlementAmount",
  "settlementCurrency",
  "commission",
];
const END = "<END>\n";

/** The items of a clearing day as the network writes them, amounts in minor units. */
export function itemsCsv(items: readonly ReportItem[]): string {
  const rows = items.map((item) => [
    item.customerId,
    item.referenceMerchantId,
    item.referenceStoreId,
    item.transactionId,
    item.originalTransactionId,
    item.transactionRequestId,
    item.referenceTransactionId,
    item.orderDescription,
    "CONNECT_WALLET",
    item.walletId,
    item.transactionType,
    japanTime(item.at),
    "IN_STORE_PAYMENT",
    item.amountMinor.toString(),
    "JPY",
    item.amountMinor.toString(),
    "JPY",
    feeOf(item).toString(),
    "JPY",
  ]);
  return stringify([ITEM_COLUMNS, ...rows]) + END;
}

/** The sums of a clearing day, with its TOTAL line. */
export function summaryCsv(items: readonly ReportItem[], day: Day): string {
  const settlementTime = networkTime(utc8DayStartMs(addDays(day, 1)));
  const rows = summarise(items).map((line) => [
    line.type,
    settlementTime,
    line.count.toString(),
    line.settlementMinor.toString(),
    "JPY",
    line.commissionMinor.toString(),
  ]);
  return stringify([SUMMARY_COLUMNS, ...rows]) + END;
}

/** The list of files with their addresses, and a form that writes those of a day. */
export function reportsDocument(
  context: PageContext,
  list: { readonly names: readonly string[]; readonly day: string },
): Html {
  const words = context.words.reports;
  return pageDocument(context, {
    title: words.title,
    wide: true,
    body: html`
<h1>${words.title}</h1>
<form class="card stack" method="post" action="/sandbox/network/reports"><label class="block" for="day">${words.day}</label>
<input type="date" id="day" name="day" value="${list.day}" required>
<button class="primary">${words.write}</button><p class="small">${words.hint}</p></form>
<section class="card">${
      list.names.length === 0
        ? html`<p class="small">${words.empty}</p>`
        : html`<ul class="list">${list.names.map((name) => html`<li><a href="/sandbox/network/reports/${name}"><span class="small num">${name}</span></a></li>`)}</ul>`
    }</section>`,
  });
}
