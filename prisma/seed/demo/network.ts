import { z } from "zod";
import type { PastSale } from "@/server/payments/history/commands";
import { paymentNumber } from "@/server/payments/rules";
import { env } from "@/server/platform/env";
import { networkSignatures } from "@/server/platform/http-signature";

const STORES_AT_ONCE = 5_000;
const told = z.object({ result: z.object({ resultStatus: z.string(), resultCode: z.string() }) });

/** Tells the sandbox network of stores that are live already: the other side of a demonstration's registrations. */
export async function registerAtNetwork(storeIds: readonly string[]): Promise<void> {
  for (let at = 0; at < storeIds.length; at += STORES_AT_ONCE) {
    const stores = storeIds
      .slice(at, at + STORES_AT_ONCE)
      .map((referenceStoreId) => ({ referenceStoreId, walletIds: ["NOREN_JP", "ALIPAY_CN"] }));
    await tellNetwork("registrations", { stores });
  }
}

/** Tells it of sales of the past, so that its daily reports have them. All at once: a day is reported whole. */
export async function sellAtNetwork(sales: readonly PastSale[]): Promise<void> {
  if (sales.length === 0) return;
  const payments = sales.map((sale) => ({
    paymentId: sale.networkPaymentId,
    acquirerPaymentId: paymentNumber(sale.paymentId),
    walletId: sale.walletId,
    referenceMerchantId: sale.tenantId,
    referenceStoreId: sale.storeId,
    amountMinor: `${sale.amountMinor}`,
    payerAmountMinor: `${sale.payerAmountMinor}`,
    payerCurrency: sale.payerCurrency,
    paidAtMs: sale.paidAtMs,
  }));
  await tellNetwork("payments", { payments });
}

async function tellNetwork(of: "registrations" | "payments", content: object): Promise<void> {
  const { sandboxUrl } = env();
  if (sandboxUrl === undefined) return;
  const path = `/sandbox/network/bulk/${of}`;
  const body = Buffer.from(JSON.stringify(content), "utf8");
  const answer = await fetch(new URL(path, sandboxUrl), {
    method: "POST",
    headers: await networkSignatures().signRequest({ path, body }),
    body,
  });
  if (!answer.ok) throw new Error(`the sandbox network answered ${answer.status}`);
  const { result } = told.parse(await answer.json());
  if (result.resultStatus !== "S") throw new Error(`the sandbox network answered ${result.resultCode}`);
}
