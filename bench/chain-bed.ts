import { randomBytes } from "node:crypto";
import type { Context } from "@/server/api/context";
import { createCaller } from "@/server/api/root";
import { addDays, type Day, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import { createMerchant, type NewMerchant } from "@/server/merchants/commands";
import { withClient } from "@/server/platform/database-roles";
import { runSettlement } from "@/server/settlement/run/commands";
import { contextAs } from "./context-bed";
import { finance } from "./settlement-bed";

const FIRST = toDay("2026-11-01");
const LAST = toDay("2026-11-30");
const CHUNK = 50_000;

export type Chain = {
  readonly tenantId: string;
  readonly payoutGroupId: string;
  readonly storeIds: readonly string[];
};

/** A chain with one account for all its stores, made as an approval makes it; its periods are months. */
export async function openChain(superuserUrl: string, stores: number): Promise<Chain> {
  const deps = finance("per_maker", jstDayStartMs(FIRST) - 3_600_000);
  const made = await deps.transact((tx) => createMerchant(tx, deps, chain(stores)));
  await withClient(superuserUrl, (client) =>
    client.query("UPDATE contract SET cycle = 'monthly', transfer_fee_minor = 200 WHERE merchant_id = $1", [
      made.merchantId,
    ]),
  );
  return { tenantId: made.merchantId, payoutGroupId: made.payoutGroupId, storeIds: made.storeIds };
}

function chain(stores: number): NewMerchant {
  const place = {
    mcc: "5411",
    phone: "0312345678",
    postalCode: "1500002",
    prefectureCode: "13",
    prefecture: "東京都",
    city: "渋谷区",
    addressLine: "渋谷1-2-3",
  };
  return {
    ...place,
    tenantId: "mer_chain",
    legalName: "株式会社あおばマート",
    legalNameKana: "カブシキガイシャアオバマート",
    tradeName: "あおばマート",
    entityType: "company",
    corporateNumber: null,
    invoiceRegistrationNumber: null,
    contactEmail: "owner@chain.example",
    bankAccount: {
      bankCode: "0001",
      branchCode: "210",
      accountType: "ordinary",
      accountNumber: "7654321",
      holderKana: "ｶ)ｱｵﾊﾞﾏ-ﾄ",
    },
    stores: Array.from({ length: stores }, (_, index) => ({
      ...place,
      name: `あおばマート ${index + 1}号店`,
      nameKana: "アオバマート",
      nameLatin: "AOBA MART",
      cityLatin: "SHIBUYA",
      municipalityCode: "13113",
      openingHours: "",
    })),
  };
}

type Days = { readonly first: Day; readonly days: number };
const MONTH: Days = { first: FIRST, days: 30 };

/** Days of payments at all stores, in two wallets, in the order of time, as ingest leaves them. */
export async function plantPayments(
  superuserUrl: string,
  chain: Chain,
  payments: number,
  { first, days }: Days = MONTH,
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (let from = 0; from < payments; from += CHUNK) {
      const size = Math.min(CHUNK, payments - from);
      await client.query(PLANT, [
        ...columnsOf(chain, { from, size, payments, first, days }),
        chain.tenantId,
        chain.payoutGroupId,
      ]);
    }
    await client.query("VACUUM ANALYZE");
    await client.query("CHECKPOINT");
  });
}

type Part = Days & { readonly from: number; readonly size: number; readonly payments: number };

function columnsOf({ storeIds }: Chain, { from, size, payments, first, days }: Part): unknown[] {
  const numbers = Array.from({ length: size }, (_, index) => from + index);
  const start = jstDayStartMs(first);
  const instants = numbers.map((number) => start + Math.floor((number * days * 86_000_000) / payments));
  return [
    numbers.map((number, index) => `pay_${instants[index]}${String(number).padStart(7, "0")}`),
    instants.map((nowMs) => newId("entry", { nowMs, random: randomBytes })),
    numbers.map((number) => storeIds[(number * 7_919) % storeIds.length]),
    numbers.map((number) => (number % 3 === 0 ? "ALIPAY_CN" : "NOREN_JP")),
    numbers.map((number) => 100 + ((number * 31) % 9_000)),
    instants,
    instants.map((ms) => addDays(first, Math.floor((ms - start) / 86_400_000))),
  ];
}

const PLANT = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[])
      AS given(payment_id, entry_id, store_id, wallet_id, amount, at_ms, day_on)
  ), paid AS (
    INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, wallet_id, origin, state, amount_minor,
                         created_at, paid_at, inquiries)
    SELECT payment_id, $8, store_id, $9, 'CODE', wallet_id, 'push', 'succeeded', amount,
           to_timestamp(at_ms / 1000.0), to_timestamp(at_ms / 1000.0), 0 FROM given
  ), entered AS (
    INSERT INTO ledger_entry (id, tenant_id, kind, reference, business_day_on, occurred_at, booked_at, idempotency_key,
                              content_hash)
    SELECT entry_id, $8, 'payment', payment_id, day_on, to_timestamp(at_ms / 1000.0), to_timestamp(at_ms / 1000.0),
           'payment:' || payment_id, '\\x00' FROM given
  )
  INSERT INTO ledger_posting (entry_id, seq, tenant_id, from_account, to_account, amount_minor, currency)
  SELECT entry_id, 0, $8, 'merchant:' || $8 || ':payable:' || $9, 'network:' || wallet_id || ':receivable', amount, 'JPY'
  FROM given`;

/** Closes the month. @returns the chain's statement */
export async function closeMonth(superuserUrl: string): Promise<string> {
  await runSettlement(finance("per_maker", jstDayStartMs(addDays(LAST, 1)) + 4 * 3_600_000), {
    throughOn: LAST,
  });
  return withClient(superuserUrl, async (client) => {
    await client.query("VACUUM ANALYZE statement, statement_line, statement_entry");
    const { rows } = await client.query<{ id: string }>("SELECT id FROM statement ORDER BY id LIMIT 1");
    return rows[0]?.id ?? "";
  });
}

/** The chain's owner at the procedures. */
export function ownerContext({ tenantId }: Chain): Context {
  return contextAs({ kind: "merchant", id: "mem_bench", tenantId, role: "owner", storeIds: "all" });
}

/** The settlement procedures of the chain's owner. */
export function settlementOf(chain: Chain) {
  return createCaller(ownerContext(chain)).settlement;
}
