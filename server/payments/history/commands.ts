import { recordAuditSql } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import type { Scope } from "@/server/kernel/scope";
import { bookStaged, stageEntries } from "@/server/ledger/commands";
import { sha256Hex } from "@/server/platform/crypto";
import { transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { answerOf, canonicalText } from "@/server/wallet-network/rules";
import { saleEntry } from "../books/rules";
import { type Claim, claimKeys } from "../memory/ingest";
import { moneyKey, paymentNumber } from "../rules";

/** A sale that happened before Noren kept the books, as a bulk load brings it. */
export type PastSale = {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly payoutGroupId: string;
  readonly codeId: string;
  readonly walletId: string;
  readonly amountMinor: bigint;
  readonly payerAmountMinor: bigint;
  readonly payerCurrency: string;
  readonly quotePrice: string | null;
  readonly networkPaymentId: string;
  readonly paidAtMs: number;
};

/**
 * Loads past sales with their entries, set-based in one transaction. Their network ids are remembered for ever like
 * those of any other payment, so that a late message about one is a repeat.
 */
export async function importPastSales(deps: Deps<Scope>, sales: readonly PastSale[]): Promise<void> {
  if (sales.length === 0) return;
  await transactSql("jobs", async (sql) => {
    await sql(
      `INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, wallet_id, origin, state, amount_minor,
         payer_amount_minor, payer_currency, quote_pair, quote_price, settlement_amount_minor, network_payment_id,
         created_at, paid_at, settled_at)
       SELECT id, tenant_id, store_id, payout_group_id, code_id, wallet_id, 'push', 'succeeded', amount_minor,
         payer_amount_minor, payer_currency, quote_pair, quote_price, amount_minor, network_payment_id, paid_at,
         paid_at, paid_at
       FROM jsonb_populate_recordset(NULL::payment, $1::text::jsonb)`,
      [JSON.stringify(sales.map(paymentRow))],
    );
    await claimKeys(sql, sales.map(claimOf), deps.now);
    await stageEntries(
      sql,
      sales.map((sale) => {
        const source = { nowMs: sale.paidAtMs, random: deps.random };
        return saleEntry({ now: sale.paidAtMs, newId: (kind) => newId(kind, source) }, sale, sale.paidAtMs);
      }),
    );
    await bookStaged(sql);
    await recordAuditSql(sql, deps, [
      {
        action: "payment.import",
        subjectId: sales[0]?.paymentId ?? "",
        tenantId: null,
        after: { payments: sales.length },
      },
    ]);
  });
}

/** The answer that a late copy of the message would get. */
function claimOf(sale: PastSale): Claim {
  const response = { ...answerOf("SUCCESS"), acquirerPaymentId: paymentNumber(sale.paymentId) };
  return {
    key: moneyKey(sale.networkPaymentId),
    contentHash: sha256Hex(canonicalText(paymentRow(sale))),
    paymentId: sale.paymentId,
    tenantId: sale.tenantId,
    response,
  };
}

function paymentRow(sale: PastSale) {
  return {
    id: sale.paymentId,
    tenant_id: sale.tenantId,
    store_id: sale.storeId,
    payout_group_id: sale.payoutGroupId,
    code_id: sale.codeId,
    wallet_id: sale.walletId,
    amount_minor: `${sale.amountMinor}`,
    payer_amount_minor: `${sale.payerAmountMinor}`,
    payer_currency: sale.payerCurrency,
    quote_pair: sale.quotePrice === null ? null : "CNY/JPY",
    quote_price: sale.quotePrice,
    network_payment_id: sale.networkPaymentId,
    paid_at: instant(sale.paidAtMs),
  };
}
