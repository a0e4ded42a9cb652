import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { newestEditions } from "../../edition/queries";
import { posterOf } from "../../edition/rules";
import type { PosterFormat, PosterInput } from "../../poster/rules";
import { listChosenCodes } from "../../queries";
import { toFormat } from "../queries";
import type { HandoverParcel } from "./rules";

/** A hand-over in the list of the desk. */
export type HandoverRow = {
  readonly handoverId: string;
  readonly madeAt: Date;
  readonly madeByName: string;
  readonly parcels: number;
  readonly sheets: number;
  readonly shipped: number;
};

export type PrintDesk = {
  /** What waits to be handed over, and since when. */
  readonly waiting: { readonly parcels: number; readonly sheets: number; readonly oldestAt: Date | null };
  readonly handovers: readonly HandoverRow[];
};

const HANDOVERS_SHOWN = 50;

/** What waits for a print shop and what it got before, newest first. */
export async function getPrintDesk(tx: Tx, _scope: OperatorScope): Promise<PrintDesk> {
  const sql = sqlOfTx(tx);
  const [waiting] = await sql<{ parcels: number; sheets: number; oldest_at: Date | null }>(
    `SELECT count(*)::int AS parcels, coalesce(sum(copies * cardinality(code_ids)), 0)::int AS sheets,
            min(created_at) AS oldest_at FROM print_parcel WHERE state = 'requested'`,
  );
  const handovers = await sql<HandoverRow>(
    `SELECT h.id AS "handoverId", h.made_at AS "madeAt", coalesce(person.name, '') AS "madeByName", h.sheets,
            count(p.id)::int AS parcels, count(p.id) FILTER (WHERE p.state IN ('shipped', 'delivered'))::int AS shipped
     FROM (SELECT * FROM print_handover ORDER BY id DESC LIMIT $1) h
     JOIN print_parcel p ON p.handover_id = h.id LEFT JOIN person ON person.id = h.made_by
     GROUP BY h.id, h.made_at, h.sheets, person.name ORDER BY h.id DESC`,
    [HANDOVERS_SHOWN],
  );
  return {
    waiting: {
      parcels: waiting?.parcels ?? 0,
      sheets: waiting?.sheets ?? 0,
      oldestAt: waiting?.oldest_at ?? null,
    },
    handovers,
  };
}

type Row = {
  id: string;
  recipient: string;
  attention: string;
  phone: string;
  postal_code: string;
  address: string;
  format: string;
  copies: number;
  code_ids: string[];
};

/** The parcels of a hand-over in the order of its file. @throws DomainError not_found */
export async function getHandover(
  tx: Tx,
  _scope: OperatorScope,
  handoverId: string,
): Promise<readonly HandoverParcel[]> {
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT id, recipient, attention, phone, postal_code, address, format, copies, code_ids
     FROM print_parcel WHERE handover_id = $1 ORDER BY id`,
    [handoverId],
  );
  if (rows.length === 0) throw new DomainError("not_found");
  return rows.map(({ id, postal_code: postalCode, code_ids: codeIds, format, ...rest }) => ({
    ...rest,
    parcelId: id,
    postalCode,
    codeIds,
    format: toFormat(format),
  }));
}

/** The sheets of one format in a hand-over, page by page. */
export async function listSheetsOf(
  sql: Sql,
  parcels: readonly HandoverParcel[],
  format: PosterFormat,
  nowMs: number,
): Promise<PosterInput[]> {
  const own = parcels.filter((parcel) => parcel.format === format);
  const codes = [...new Set(own.flatMap(({ codeIds }) => codeIds))];
  const [rows, editions] = await Promise.all([
    listChosenCodes(sql, { codes, limit: codes.length }, nowMs),
    newestEditions(sql, codes, format),
  ]);
  const posters = new Map<string, PosterInput>();
  for (const row of rows) {
    const edition = editions.get(row.code);
    if (edition !== undefined) posters.set(row.code, posterOf(row, edition));
  }
  return own.flatMap(({ codeIds, copies }) =>
    codeIds.flatMap((code) => {
      const poster = posters.get(code);
      // A page too few would shift every page after it into the wrong parcel.
      if (poster === undefined) throw new DomainError("unavailable");
      return Array.from({ length: copies }, () => poster);
    }),
  );
}
