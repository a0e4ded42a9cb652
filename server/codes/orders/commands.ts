import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { choosePrint } from "../print/queries";
import { canMoveParcel, ORDER_CODES_MAX, type ParcelState, toParcelState } from "./rules";
import type { PrintOrder } from "./schema";

export type Ordered = { readonly orderId: string; readonly codes: number; readonly parcels: number };

/**
 * Asks a print shop for posters. Codes and addresses are those of now; the same request is the same order.
 * @throws DomainError not_found when the choice is empty, too_large for more than 10,000 codes
 */
export async function orderPrints(deps: Deps<MerchantScope>, input: PrintOrder): Promise<Ordered> {
  const { scope } = deps;
  return deps.transact(async (tx) => {
    const known = await findOrder(tx, scope, input.requestId);
    if (known !== null) return known;
    const { codes } = await choosePrint(tx, scope, input.choice);
    if (codes.length === 0) throw new DomainError("not_found");
    if (codes.length > ORDER_CODES_MAX) throw new DomainError("too_large", {}, "choice");
    const orderId = deps.newId("printOrder");
    const { requestId, format, copies, place } = input;
    const facts = { format, copies, place, codes: codes.length };
    const placed = await sqlOfTx(tx)<{ id: string }>(
      `INSERT INTO print_order (id, tenant_id, request_id, ordered_by, format, copies, place, codes, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000))
       ON CONFLICT (tenant_id, request_id) DO NOTHING RETURNING id`,
      [orderId, scope.tenantId, requestId, scope.personId, format, copies, place, codes.length, deps.now],
    );
    // A copy of the form was faster, and has committed by now.
    if (placed.length === 0) return (await findOrder(tx, scope, requestId)) ?? unavailable();
    const parcels = await insertParcels(sqlOfTx(tx), deps, { orderId, input, codes });
    await recordAudit(tx, deps, {
      action: "print.order",
      subjectId: orderId,
      tenantId: scope.tenantId,
      after: { ...facts, parcels },
    });
    return { orderId, codes: codes.length, parcels };
  });
}

function unavailable(): never {
  throw new DomainError("unavailable");
}

async function findOrder(tx: Tx, scope: MerchantScope, requestId: string): Promise<Ordered | null> {
  const order = await tx.printOrder.findFirst({
    where: { tenantId: scope.tenantId, requestId },
    select: { id: true, codes: true, _count: { select: { parcels: true } } },
  });
  return order && { orderId: order.id, codes: order.codes, parcels: order._count.parcels };
}

// The merchant's own address has no store.
const INSERT = `INSERT INTO print_parcel (id, tenant_id, order_id, store_id, state, recipient, attention, phone, postal_code,
    address, format, copies, code_ids, created_at)
  SELECT given.id, $2, $3, given.store_id, 'requested', coalesce(s.name, m.trade_name), $4, coalesce(s.phone, m.phone),
         coalesce(s.postal_code, m.postal_code),
         coalesce(s.prefecture || s.city || s.address_line, m.prefecture || m.city || m.address_line), $5, $6,
         ARRAY(SELECT jsonb_array_elements_text(given.codes)), to_timestamp($7::float8 / 1000)
  FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, store_id text, codes jsonb)
  JOIN merchant m ON m.tenant_id = $2
  LEFT JOIN store s ON s.id = given.store_id AND s.tenant_id = $2
  RETURNING id`;

type Parcels = {
  readonly orderId: string;
  readonly input: PrintOrder;
  readonly codes: readonly { readonly code: string; readonly storeId: string }[];
};

async function insertParcels(
  sql: Sql,
  deps: Deps<MerchantScope>,
  { orderId, input, codes }: Parcels,
): Promise<number> {
  const places = new Map<string | null, string[]>();
  for (const { code, storeId } of codes) {
    const place = input.place === "stores" ? storeId : null;
    const list = places.get(place);
    if (list === undefined) places.set(place, [code]);
    else list.push(code);
  }
  const given = [...places].map(([storeId, ids]) => ({
    id: deps.newId("printParcel"),
    store_id: storeId,
    codes: ids,
  }));
  const { attention, format, copies } = input;
  const rows = await sql(INSERT, [
    JSON.stringify(given),
    deps.scope.tenantId,
    orderId,
    attention,
    format,
    copies,
    deps.now,
  ]);
  return rows.length;
}

/** Takes back a parcel that no print shop has yet. @throws DomainError not_found, parcel_state */
export async function cancelParcel(
  deps: Deps<MerchantScope>,
  input: { readonly parcelId: string },
): Promise<void> {
  await endParcel(deps, input.parcelId, "cancelled");
}

/** The merchant has it in hand. @throws DomainError not_found, parcel_state */
export async function confirmParcel(
  deps: Deps<MerchantScope>,
  input: { readonly parcelId: string },
): Promise<void> {
  await endParcel(deps, input.parcelId, "delivered");
}

async function endParcel(
  deps: Deps<MerchantScope>,
  parcelId: string,
  to: Extract<ParcelState, "cancelled" | "delivered">,
): Promise<void> {
  const { scope } = deps;
  await deps.transact(async (tx) => {
    const stores = scope.storeIds === "all" ? null : [...scope.storeIds];
    const [row] = await sqlOfTx(tx)<{ state: string }>(
      `SELECT state FROM print_parcel WHERE id = $1 AND tenant_id = $2
         AND ($3::text[] IS NULL OR store_id = ANY($3)) FOR UPDATE`,
      [parcelId, scope.tenantId, stores],
    );
    if (row === undefined) throw new DomainError("not_found");
    const state = toParcelState(row.state);
    if (!canMoveParcel(state, to)) throw new DomainError("parcel_state");
    await tx.printParcel.update({
      where: { id: parcelId },
      data: { state: to, endedAt: instant(deps.now) },
      select: { id: true },
    });
    const action = to === "cancelled" ? "parcel.cancel" : "parcel.receive";
    await recordAuditSql(sqlOfTx(tx), deps, [
      { action, subjectId: parcelId, tenantId: scope.tenantId, before: { state }, after: { state: to } },
    ]);
  });
}
