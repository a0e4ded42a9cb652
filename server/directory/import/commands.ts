import { recordAuditSql } from "@/server/audit/commands";
import { keepAliases } from "@/server/codes/aliases/commands";
import { createCodes } from "@/server/codes/commands";
import { instant, jstDay } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import type { Scope } from "@/server/kernel/scope";
import { accountIndex } from "@/server/merchants/bank-accounts/commands";
import { bankAccountAad } from "@/server/merchants/bank-accounts/rules";
import { addressOf, lastDigitsOf, STANDARD_TERMS, searchTextOf } from "@/server/merchants/rules";
import { seal } from "@/server/platform/crypto";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { REGISTRATION_PRIORITY } from "@/server/registration/rules";
import type { ImportedMerchant, ImportedStore } from "./rules";

type LoadDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId" | "random">;
type Row = Readonly<Record<string, unknown>>;
type Prepared = ImportedMerchant & {
  readonly payoutGroupId: string;
  readonly bankAccountId: string;
  readonly storeRows: readonly (ImportedMerchant["stores"][number] & { readonly id: string })[];
};

/**
 * Loads merchants with stores, contracts, accounts, codes and registrations: a few set-based statements in one
 * transaction, whatever their number. A tenant that is known already is left as it is, so a load can be repeated.
 * @returns the stores that were made now
 */
export async function importMerchants(
  deps: Deps<Scope>,
  merchants: readonly ImportedMerchant[],
): Promise<ImportedStore[]> {
  return transactSql("jobs", (sql) => loadMerchants(sql, deps, merchants));
}

/** The same inside the caller's transaction. */
export async function loadMerchants(
  sql: Sql,
  deps: LoadDeps,
  merchants: readonly ImportedMerchant[],
): Promise<ImportedStore[]> {
  const known = await sql<{ id: string }>("SELECT id FROM merchant WHERE id = ANY($1::text[])", [
    merchants.map((merchant) => merchant.tenantId),
  ]);
  const skip = new Set(known.map((row) => row.id));
  const fresh = merchants.filter((merchant) => !skip.has(merchant.tenantId)).map((one) => prepare(deps, one));
  if (fresh.length === 0) return [];
  await insertMerchants(sql, fresh);
  await insertStores(sql, deps, fresh);
  const stores = await placeCodes(sql, deps, fresh);
  await recordAuditSql(
    sql,
    deps,
    fresh.map((merchant) => ({
      action: "merchant.import",
      subjectId: merchant.tenantId,
      tenantId: merchant.tenantId,
      after: { tradeName: merchant.tradeName, state: merchant.state, stores: merchant.storeRows.length },
    })),
  );
  return stores;
}

function prepare(deps: LoadDeps, merchant: ImportedMerchant): Prepared {
  const source = { nowMs: merchant.joinedAtMs, random: deps.random };
  return {
    ...merchant,
    payoutGroupId: newId("payoutGroup", source),
    bankAccountId: newId("bankAccount", source),
    storeRows: merchant.stores.map((store) => ({ ...store, id: newId("store", source) })),
  };
}

async function insert(sql: Sql, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  await sql(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

async function insertMerchants(sql: Sql, merchants: readonly Prepared[]): Promise<void> {
  await insert(sql, "merchant", merchants.map(merchantRow));
  await insert(sql, "merchant_search", merchants.map(searchRow));
  await insert(sql, "bank_account", merchants.map(accountRow));
  await insert(
    sql,
    "payout_group",
    merchants.map((merchant) => ({
      id: merchant.payoutGroupId,
      tenant_id: merchant.tenantId,
      merchant_id: merchant.tenantId,
      name: merchant.tradeName,
      bank_account_id: merchant.bankAccountId,
      created_at: instant(merchant.joinedAtMs),
    })),
  );
}

function merchantRow(merchant: Prepared): Row {
  return {
    id: merchant.tenantId,
    tenant_id: merchant.tenantId,
    legal_name: merchant.legalName,
    legal_name_kana: merchant.legalNameKana,
    trade_name: merchant.tradeName,
    entity_type: merchant.entityType,
    corporate_number: merchant.corporateNumber,
    external_number: merchant.externalNumber ?? null,
    invoice_registration_number: merchant.invoiceRegistrationNumber,
    contact_email: merchant.contactEmail,
    phone: merchant.phone,
    postal_code: merchant.postalCode,
    prefecture_code: merchant.prefectureCode,
    prefecture: merchant.prefecture,
    city: merchant.city,
    address_line: merchant.addressLine,
    mcc: merchant.mcc,
    state: merchant.state,
    suspended_reason: merchant.state === "suspended" ? "import" : null,
    created_at: instant(merchant.joinedAtMs),
    approved_at: instant(merchant.joinedAtMs),
  };
}

function searchRow(merchant: Prepared): Row {
  const text = searchTextOf({
    ...merchant,
    address: addressOf(merchant),
    stores: merchant.storeRows.map((store) => ({ ...store, address: addressOf(store) })),
  });
  return {
    merchant_id: merchant.tenantId,
    tenant_id: merchant.tenantId,
    folded: text.folded,
    bigrams: text.bigrams,
  };
}

function accountRow(merchant: Prepared): Row {
  const { accountNumber, holderKana, ...place } = merchant.bankAccount;
  const sealed = seal(JSON.stringify({ accountNumber, holderKana }), bankAccountAad(merchant.bankAccountId));
  return {
    id: merchant.bankAccountId,
    tenant_id: merchant.tenantId,
    bank_code: place.bankCode,
    branch_code: place.branchCode,
    account_type: place.accountType,
    sealed: `\\x${Buffer.from(sealed.data).toString("hex")}`,
    key_id: sealed.keyId,
    blind_index: accountIndex({ ...place, accountNumber }),
    last_digits: lastDigitsOf(accountNumber),
    created_at: instant(merchant.joinedAtMs),
  };
}

async function insertStores(sql: Sql, deps: LoadDeps, merchants: readonly Prepared[]): Promise<void> {
  await insert(
    sql,
    "contract",
    merchants.map((merchant) => contractRow(deps, merchant)),
  );
  await insert(
    sql,
    "store",
    merchants.flatMap((merchant) => merchant.storeRows.map((store) => storeRow(merchant, store))),
  );
  await insert(
    sql,
    "wallet_registration",
    merchants.flatMap((merchant) =>
      merchant.storeRows.flatMap((store) => registrationRows(deps, merchant, store.id)),
    ),
  );
}

function contractRow(deps: LoadDeps, merchant: Prepared): Row {
  const terms = STANDARD_TERMS;
  return {
    id: deps.newId("contract"),
    tenant_id: merchant.tenantId,
    merchant_id: merchant.tenantId,
    version: 1,
    valid_from_on: jstDay(merchant.joinedAtMs),
    fee_basis_points: merchant.feeBasisPoints,
    fee_rounding_unit: terms.feeRoundingUnit,
    fee_rounding_mode: terms.feeRoundingMode,
    tax_basis_points: terms.taxBasisPoints,
    tax_rounding_mode: terms.taxRoundingMode,
    cycle: terms.cycle,
    payout_offset_bank_days: terms.payoutOffsetBankDays,
    minimum_payout_minor: `${terms.minimumPayoutMinor}`,
    transfer_fee_minor: `${terms.transferFeeMinor}`,
    negative_limit_minor: `${terms.negativeLimitMinor}`,
    created_at: instant(merchant.joinedAtMs),
  };
}

function storeRow(merchant: Prepared, store: Prepared["storeRows"][number]): Row {
  return {
    id: store.id,
    tenant_id: merchant.tenantId,
    merchant_id: merchant.tenantId,
    payout_group_id: merchant.payoutGroupId,
    name: store.name,
    name_kana: store.nameKana,
    name_latin: store.nameLatin,
    city_latin: store.cityLatin,
    mcc: store.mcc,
    phone: store.phone,
    postal_code: store.postalCode,
    prefecture_code: store.prefectureCode,
    municipality_code: store.municipalityCode,
    prefecture: store.prefecture,
    city: store.city,
    address_line: store.addressLine,
    state: merchant.state,
    opening_hours: store.openingHours,
    store_number: store.storeNumber ?? null,
    created_at: instant(merchant.joinedAtMs),
  };
}

function registrationRows(deps: LoadDeps, merchant: Prepared, storeId: string): Row[] {
  const requestId = deps.newId("registration");
  return merchant.wallets.map(({ walletId, state }) => ({
    id: deps.newId("registration"),
    tenant_id: merchant.tenantId,
    store_id: storeId,
    wallet_id: walletId,
    state,
    attempts: state === "waiting" ? 0 : 1,
    request_id: requestId,
    next_attempt_at: state === "waiting" ? instant(deps.now) : null,
    sent_at: state === "waiting" ? null : instant(merchant.joinedAtMs),
    settled_at: state === "waiting" ? null : instant(merchant.joinedAtMs),
    priority: REGISTRATION_PRIORITY.bulk,
    reason: state === "rejected" ? "STORE_PHOTO_UNCLEAR" : null,
  }));
}

async function placeCodes(
  sql: Sql,
  deps: LoadDeps,
  merchants: readonly Prepared[],
): Promise<ImportedStore[]> {
  const places = merchants.flatMap(({ tenantId, payoutGroupId, storeRows }) =>
    storeRows.map((store) => ({ tenantId, payoutGroupId, storeId: store.id, kept: store.legacyCodes ?? [] })),
  );
  const codes = await createCodes(
    sql,
    deps,
    places.map(({ tenantId, storeId }) => ({ tenantId, storeId, counterName: "" })),
  );
  await keepAliases(
    sql,
    deps,
    places.flatMap(({ tenantId, kept }, at) =>
      kept.map((value) => ({ tenantId, codeId: codes[at] ?? "", value })),
    ),
  );
  return places.map(({ kept: _kept, ...place }, at) => ({ ...place, codeId: codes[at] ?? "" }));
}
