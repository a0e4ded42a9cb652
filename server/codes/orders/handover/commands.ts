import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { issueEditions } from "../../edition/commands";
import { toFormat } from "../queries";
import { HANDOVER_PARCELS_MAX, HANDOVER_SHEETS_MAX, readShipments, type Shipment } from "../rules";

type Desk = Deps<OperatorScope>;

export type HandedOver = { readonly handoverId: string; readonly parcels: number; readonly sheets: number };

// The oldest that fit one file; whoever hands over at the same moment gets the next ones. A code that has ended since it
// was ordered is not printed, and a parcel without any other is called off.
const TAKE = `WITH waiting AS (
    SELECT id, code_ids, copies FROM print_parcel WHERE state = 'requested' ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
  ), alive AS (
    SELECT w.id, w.copies,
      ARRAY(SELECT c.id FROM unnest(w.code_ids) WITH ORDINALITY AS ordered(code_id, place)
            JOIN code c ON c.id = ordered.code_id AND c.state IN ('active', 'paused') ORDER BY place) AS code_ids
    FROM waiting w
  ), fitting AS (
    SELECT *, sum(cardinality(code_ids) * copies) OVER (ORDER BY id) AS sheets FROM alive
  )
  UPDATE print_parcel p SET
    state = CASE WHEN cardinality(f.code_ids) = 0 THEN 'cancelled' ELSE 'printing' END,
    code_ids = CASE WHEN cardinality(f.code_ids) = 0 THEN p.code_ids ELSE f.code_ids END,
    handover_id = CASE WHEN cardinality(f.code_ids) = 0 THEN NULL ELSE $3 END,
    ended_at = CASE WHEN cardinality(f.code_ids) = 0 THEN to_timestamp($4::float8 / 1000) END
  FROM fitting f WHERE p.id = f.id AND (f.sheets <= $2 OR f.sheets = cardinality(f.code_ids) * f.copies)
  RETURNING p.id, p.tenant_id, p.state, p.format, p.copies, p.code_ids`;

type Taken = {
  id: string;
  tenant_id: string;
  state: string;
  format: string;
  copies: number;
  code_ids: string[];
};

/**
 * Takes what waits, as far as it fits one file, and gives every poster in it an edition with its serial.
 * @throws DomainError nothing_to_print
 */
export async function handOverParcels(deps: Desk): Promise<HandedOver> {
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const handoverId = deps.newId("printHandover");
    await sql(
      "INSERT INTO print_handover (id, made_by, made_at, sheets) VALUES ($1, $2, to_timestamp($3::float8 / 1000), 0)",
      [handoverId, deps.scope.personId, deps.now],
    );
    const rows = await sql<Taken>(TAKE, [HANDOVER_PARCELS_MAX, HANDOVER_SHEETS_MAX, handoverId, deps.now]);
    const taken = rows.filter(({ state }) => state === "printing");
    if (taken.length === 0) throw new DomainError("nothing_to_print");
    const codesOf = new Map<string, Set<string>>();
    for (const { format, code_ids: codes } of taken) {
      const known = codesOf.get(format) ?? new Set();
      for (const code of codes) known.add(code);
      codesOf.set(format, known);
    }
    // At most one for each of the five papers.
    for (const [format, codes] of codesOf) await issueEditions(sql, deps, [...codes], toFormat(format));
    const sheets = taken.reduce((sum, { copies, code_ids: codes }) => sum + copies * codes.length, 0);
    await sql("UPDATE print_handover SET sheets = $2 WHERE id = $1", [handoverId, sheets]);
    await recordAudit(tx, deps, {
      action: "print.hand_over",
      subjectId: handoverId,
      tenantId: null,
      after: { parcels: taken.length, sheets },
    });
    await recordAuditSql(
      sql,
      deps,
      rows.map(({ id: subjectId, tenant_id: tenantId, state }) => ({
        action: state === "printing" ? "parcel.print" : "parcel.void",
        subjectId,
        tenantId,
        after: { state, handoverId: state === "printing" ? handoverId : null },
      })),
    );
    return { handoverId, parcels: taken.length, sheets };
  });
}

/** What became of a print shop's list: shipped now, corrected, and the lines that name no parcel that is being printed. */
export type BookedShipments = {
  readonly shipped: number;
  readonly corrected: number;
  readonly unread: readonly string[];
};

const SHIP = `UPDATE print_parcel p SET state = 'shipped', carrier = given.carrier, tracking_number = given.number,
    shipped_at = coalesce(p.shipped_at, to_timestamp($2::float8 / 1000))
  FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, carrier text, number text), print_parcel before
  WHERE p.id = given.id AND before.id = p.id AND p.state IN ('printing', 'shipped')
  RETURNING p.id, p.tenant_id, before.state AS before, p.carrier, p.tracking_number`;

type Shipped = { id: string; tenant_id: string; before: string; carrier: string; tracking_number: string };

/** Books a print shop's list of shipments; given again, it corrects numbers and tells nobody twice. */
export async function bookShipments(deps: Desk, input: { readonly list: string }): Promise<BookedShipments> {
  const { shipments, unread } = readShipments(input.list);
  return deps.transact(async (tx) => {
    const sql = sqlOfTx(tx);
    const rows = shipments.length === 0 ? [] : await ship(sql, deps, shipments);
    const booked = new Set(rows.map(({ id }) => id));
    const unknown = shipments.filter(({ parcelId }) => !booked.has(parcelId));
    const shipped = rows.filter(({ before }) => before === "printing").length;
    return {
      shipped,
      corrected: rows.length - shipped,
      unread: [...unread, ...unknown.map(({ parcelId }) => parcelId)],
    };
  });
}

async function ship(sql: Sql, deps: Desk, shipments: readonly Shipment[]): Promise<Shipped[]> {
  const given = shipments.map(({ parcelId, carrier, trackingNumber }) => ({
    id: parcelId,
    carrier,
    number: trackingNumber,
  }));
  const rows = await sql<Shipped>(SHIP, [JSON.stringify(given), deps.now]);
  await recordAuditSql(
    sql,
    deps,
    rows.map(({ id, tenant_id: tenantId, before, carrier, tracking_number: trackingNumber }) => ({
      action: "parcel.ship",
      subjectId: id,
      tenantId,
      before: { state: before },
      after: { state: "shipped", carrier, trackingNumber },
    })),
  );
  const left = rows.filter(({ before }) => before === "printing");
  await emitEventsSql(
    sql,
    deps,
    left.map(({ id, tenant_id: tenantId }) => ({
      type: "parcel.shipped",
      tenantId,
      subjectId: id,
      payload: { parcelId: id },
    })),
  );
  return rows;
}
