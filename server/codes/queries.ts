import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { findPayload, readJpqrId } from "./emv/payload/rules";
import type { PosterDesign } from "./poster/rules";
import {
  type CodeFormat,
  type CodeState,
  effectiveState,
  entryUrl,
  toCodeFormat,
  toCodeState,
} from "./rules";
import type { CodePage } from "./schema";

/** A code as lists and the command line show it. */
export type CodeRow = {
  readonly code: string;
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly counterName: string;
  /** A grace period that is over counts as retired. */
  readonly state: CodeState;
  readonly format: CodeFormat;
  /** When it stopped or will stop taking payments. */
  readonly retireAt: Date | null;
  readonly replacesCode: string | null;
  readonly url: string;
  /** The EMV payload, or null while the store lacks a name in Latin letters. */
  readonly emv: string | null;
  /** Wallets that are live at the store, in the order in which they are shown. */
  readonly wallets: readonly { readonly id: string; readonly name: string }[];
  readonly createdAt: Date;
  /** The signboard of the chain that its merchant belongs to. */
  readonly design: PosterDesign | null;
};

type Row = {
  id: string;
  tenant_id: string;
  merchant_id: string;
  store_id: string;
  store_name: string;
  counter_name: string;
  state: string;
  format: string;
  retire_at: Date | null;
  replaces_id: string | null;
  jpqr_id: string | null;
  name_latin: string;
  city_latin: string;
  postal_code: string;
  mcc: string;
  wallets: { id: string; name: string }[] | null;
  created_at: Date;
  design: PosterDesign | null;
};

const COLUMNS = `SELECT c.id, c.tenant_id, s.merchant_id, c.store_id, s.name AS store_name, c.counter_name, c.state, c.format,
    c.retire_at, c.replaces_id, c.jpqr_id, s.name_latin, s.city_latin, s.postal_code, s.mcc, c.created_at,
    (SELECT json_build_object('chain', b.name, 'color', b.color, 'mark', b.mark)
     FROM merchant m JOIN brand b ON b.id = m.brand_id WHERE m.id = s.merchant_id) AS design,
    (SELECT json_agg(json_build_object('id', w.id, 'name', w.name) ORDER BY w.sort_order)
     FROM wallet_registration r JOIN wallet w ON w.id = r.wallet_id AND w.state = 'active'
     WHERE r.store_id = s.id AND (r.state = 'approved' OR r.renewing)) AS wallets
  FROM code c JOIN store s ON s.id = c.store_id`;

function codeOf(row: Row, nowMs: number): CodeRow {
  const state = toCodeState(row.state);
  const { name_latin: nameLatin, city_latin: cityLatin, postal_code: postalCode, mcc } = row;
  return {
    code: row.id,
    tenantId: row.tenant_id,
    merchantId: row.merchant_id,
    storeId: row.store_id,
    storeName: row.store_name,
    counterName: row.counter_name,
    state: effectiveState({ state, retiringUntil: row.retire_at }, instant(nowMs)),
    format: toCodeFormat(row.format),
    retireAt: row.retire_at,
    replacesCode: row.replaces_id,
    url: entryUrl(env().publicUrl, row.id),
    emv: findPayload({
      code: row.id,
      nameLatin,
      cityLatin,
      postalCode,
      mcc,
      nameLocal: row.store_name,
      jpqrId: readJpqrId(row.jpqr_id),
    }),
    wallets: row.wallets ?? [],
    createdAt: row.created_at,
    design: row.design,
  };
}

/** The codes that the person may see, by store and age; `afterCode` continues a page. */
export async function listCodes(
  tx: Tx,
  scope: MerchantScope,
  page: CodePage,
  nowMs: number,
): Promise<CodeRow[]> {
  const stores = scope.storeIds === "all" ? null : [...scope.storeIds];
  const rows = await sqlOfTx(tx)<Row>(
    `${COLUMNS}
     WHERE c.tenant_id = $1 AND ($2::text[] IS NULL OR c.store_id = ANY($2::text[]))
       AND ($3::text IS NULL OR c.store_id = $3) AND ($4::text IS NULL OR c.id > $4)
     ORDER BY c.id LIMIT $5`,
    [scope.tenantId, stores, page.storeId ?? null, page.afterCode ?? null, page.limit],
  );
  return rows.map((row) => codeOf(row, nowMs));
}

/** A code of one's own; any other is answered as unknown. @throws DomainError not_found */
export async function getCode(tx: Tx, scope: MerchantScope, code: string, nowMs: number): Promise<CodeRow> {
  const row = await findCode(sqlOfTx(tx), code, nowMs);
  if (row === null || row.tenantId !== scope.tenantId || !scopeHasStore(scope, row.storeId))
    throw new DomainError("not_found");
  return row;
}

/** The code that took the place of this one at its store, or null. */
export async function findSuccessor(
  tx: Tx,
  { code, storeId }: Pick<CodeRow, "code" | "storeId">,
): Promise<string | null> {
  const row = await tx.code.findFirst({
    where: { storeId, replacesId: code },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** A code by its characters, whoever's it is: for the command line and for gates that look at the tenant next. */
export async function findCode(sql: Sql, code: string, nowMs: number): Promise<CodeRow | null> {
  const [row] = await sql<Row>(`${COLUMNS} WHERE c.id = $1`, [code]);
  return row ? codeOf(row, nowMs) : null;
}

/** Which codes of the whole network to take; nothing given means all of them. */
export type CodeChoice = {
  readonly codes?: readonly string[] | undefined;
  readonly storeIds?: readonly string[] | undefined;
  readonly merchantIds?: readonly string[] | undefined;
  readonly afterCode?: string | undefined;
  readonly onlyLive?: boolean | undefined;
  readonly limit: number;
};

/** A page of codes across merchants, in the order of their characters. */
export async function listChosenCodes(sql: Sql, choice: CodeChoice, nowMs: number): Promise<CodeRow[]> {
  const rows = await sql<Row>(
    `${COLUMNS}
     WHERE ($1::text[] IS NULL OR c.id = ANY($1::text[])) AND ($2::text[] IS NULL OR c.store_id = ANY($2::text[]))
       AND ($3::text[] IS NULL OR c.tenant_id = ANY($3::text[])) AND ($4::text IS NULL OR c.id > $4)
       AND (NOT $5::boolean OR c.state = 'active')
     ORDER BY c.id LIMIT $6`,
    [
      choice.codes ? [...choice.codes] : null,
      choice.storeIds ? [...choice.storeIds] : null,
      choice.merchantIds ? [...choice.merchantIds] : null,
      choice.afterCode ?? null,
      choice.onlyLive ?? false,
      choice.limit,
    ],
  );
  return rows.map((row) => codeOf(row, nowMs));
}

export type EditionRow = {
  readonly serial: string;
  readonly version: number;
  readonly format: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
};

/** The printed editions of a code, newest first. */
export async function listEditions(tx: Tx, code: string): Promise<EditionRow[]> {
  return tx.posterEdition.findMany({
    where: { codeId: code },
    orderBy: [{ issuedAt: "desc" }, { version: "desc" }],
    select: { serial: true, version: true, format: true, issuedAt: true, revokedAt: true },
  });
}
