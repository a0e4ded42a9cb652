import { recordAuditSql } from "@/server/audit/commands";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { ORDER_CODES_MAX } from "../rules";

type Places = { tenantId: string; storeId: string; codes: string[] };

/**
 * Orders posters for every active code of many merchants, each store's to its own address; the same request orders
 * nothing twice. @returns what became of each merchant that has codes: `done`, `unchanged` or `too_large`
 */
export async function orderForMerchants(
  sql: Sql,
  deps: Deps<OperatorScope>,
  input: {
    readonly merchantIds: readonly string[];
    readonly format: string;
    readonly copies: number;
    readonly requestId: string;
  },
): Promise<Map<string, "done" | "unchanged" | "too_large">> {
  const places = await sql<Places>(
    `SELECT c.tenant_id AS "tenantId", c.store_id AS "storeId", array_agg(c.id ORDER BY c.id) AS codes
     FROM code c JOIN store s ON s.id = c.store_id AND s.state = 'active'
     WHERE c.tenant_id = ANY($1::text[]) AND c.state = 'active' GROUP BY 1, 2 ORDER BY 1, 2`,
    [input.merchantIds],
  );
  const byMerchant = new Map<string, Places[]>();
  for (const place of places) {
    const stores = byMerchant.get(place.tenantId);
    if (stores === undefined) byMerchant.set(place.tenantId, [place]);
    else stores.push(place);
  }
  const orders = [...byMerchant].map(([tenantId, stores]) => ({
    id: deps.newId("printOrder"),
    tenantId,
    stores,
    codes: stores.reduce((sum, { codes }) => sum + codes.length, 0),
  }));
  const fitting = orders.filter(({ codes }) => codes <= ORDER_CODES_MAX);
  const placed = await insertOrders(sql, deps, input, fitting);
  const fresh = fitting.filter(({ id }) => placed.has(id));
  await insertParcels(sql, deps, input, fresh);
  await recordAuditSql(
    sql,
    deps,
    fresh.map(({ id, tenantId, codes, stores }) => ({
      action: "print.order",
      subjectId: id,
      tenantId,
      after: { format: input.format, copies: input.copies, codes, parcels: stores.length },
    })),
  );
  return new Map(
    orders.map(({ id, tenantId, codes }) => [
      tenantId,
      codes > ORDER_CODES_MAX ? "too_large" : placed.has(id) ? "done" : "unchanged",
    ]),
  );
}

type Order = {
  readonly id: string;
  readonly tenantId: string;
  readonly codes: number;
  readonly stores: readonly Places[];
};
type Terms = { readonly format: string; readonly copies: number; readonly requestId: string };

async function insertOrders(
  sql: Sql,
  deps: Deps<OperatorScope>,
  terms: Terms,
  orders: readonly Order[],
): Promise<Set<string>> {
  const rows = await sql<{ id: string }>(
    `INSERT INTO print_order (id, tenant_id, request_id, ordered_by, format, copies, place, codes, created_at)
     SELECT id, tenant_id, $2, $3, $4, $5::int, 'stores', codes, to_timestamp($6::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, tenant_id text, codes int)
     ON CONFLICT (tenant_id, request_id) DO NOTHING RETURNING id`,
    [
      JSON.stringify(orders.map(({ id, tenantId, codes }) => ({ id, tenant_id: tenantId, codes }))),
      terms.requestId,
      deps.scope.personId,
      terms.format,
      terms.copies,
      deps.now,
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

async function insertParcels(
  sql: Sql,
  deps: Deps<OperatorScope>,
  terms: Terms,
  orders: readonly Order[],
): Promise<void> {
  const parcels = orders.flatMap((order) =>
    order.stores.map(({ storeId, codes }) => ({
      id: deps.newId("printParcel"),
      order_id: order.id,
      tenant_id: order.tenantId,
      store_id: storeId,
      codes,
    })),
  );
  await sql(
    `INSERT INTO print_parcel (id, tenant_id, order_id, store_id, state, recipient, phone, postal_code, address, format,
       copies, code_ids, created_at)
     SELECT given.id, given.tenant_id, given.order_id, given.store_id, 'requested', s.name, s.phone, s.postal_code,
            s.prefecture || s.city || s.address_line, $2, $3::int, given.codes, to_timestamp($4::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb)
       AS given(id text, tenant_id text, order_id text, store_id text, codes text[])
     JOIN store s ON s.id = given.store_id`,
    [JSON.stringify(parcels), terms.format, terms.copies, deps.now],
  );
}
