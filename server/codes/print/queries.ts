import { DomainError } from "@/server/kernel/errors";
import { linesOf } from "@/server/kernel/pasted-list";
import type { MerchantScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { POSTER_FORMATS, type PosterFormat } from "../poster/rules";
import {
  codesText,
  type ListLine,
  PRINT_CODES_MAX,
  type PrintPacking,
  type PrintState,
  toPrintState,
  unknownLines,
} from "./rules";
import type { PrintChoice } from "./schema";

/** A print as its screen shows it. */
export type PrintRow = {
  readonly printId: string;
  readonly state: PrintState;
  readonly format: PosterFormat;
  readonly print: string;
  readonly packing: PrintPacking;
  readonly codes: number;
  readonly partsDone: number;
  readonly parts: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

type Row = {
  id: string;
  state: string;
  format: string;
  print: string;
  packing: string;
  codes: number;
  parts_done: number;
  parts: number;
  created_at: Date;
  finished_at: Date | null;
};

const COLUMNS = `SELECT id, state, format, print, packing, cardinality(code_ids) AS codes, parts_done, parts,
  created_at, finished_at FROM print_job`;
const PRINTS_SHOWN = 20;

function printOf(row: Row): PrintRow {
  return {
    printId: row.id,
    state: toPrintState(row.state),
    format: POSTER_FORMATS.find((known) => known === row.format) ?? "a4",
    print: row.print,
    packing: row.packing === "zip" ? "zip" : "pdf",
    codes: row.codes,
    partsDone: row.parts_done,
    parts: row.parts,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

/** The newest prints of the tenant. */
export async function listPrints(tx: Tx, scope: MerchantScope): Promise<PrintRow[]> {
  const rows = await sqlOfTx(tx)<Row>(`${COLUMNS} WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2`, [
    scope.tenantId,
    PRINTS_SHOWN,
  ]);
  return rows.map(printOf);
}

/** One print of one's own. @throws DomainError not_found */
export async function getPrint(tx: Tx, scope: MerchantScope, printId: string): Promise<PrintRow> {
  const [row] = await sqlOfTx(tx)<Row>(`${COLUMNS} WHERE id = $1 AND tenant_id = $2`, [
    printId,
    scope.tenantId,
  ]);
  if (row === undefined) throw new DomainError("not_found");
  return printOf(row);
}

/** What a choice comes to, before it is printed. */
export type Chosen = {
  readonly codes: readonly { readonly code: string; readonly storeId: string }[];
  readonly stores: number;
  /** Lines of the pasted list that no open code answers to. */
  readonly unknown: readonly string[];
};

type ChosenRow = { code: string; store_id: string; store_name: string; store_number: string | null };

/**
 * The codes of a choice that take payments, sorted by prefecture and store, so that what goes to one place lies together.
 * @throws DomainError too_large for more than 50,000
 */
export async function choosePrint(tx: Tx, scope: MerchantScope, choice: PrintChoice): Promise<Chosen> {
  const lines = linesOf(choice.list);
  const asCodes = lines.map((line) => line.replace(/[\s-]/g, "").toUpperCase());
  const rows = await sqlOfTx(tx)<ChosenRow>(
    `SELECT c.id AS code, s.id AS store_id, s.name AS store_name, s.store_number FROM code c JOIN store s ON s.id = c.store_id
     WHERE c.tenant_id = $1 AND ($2::text[] IS NULL OR s.id = ANY($2)) AND c.state = 'active' AND s.state = 'active'
       AND ($3::text IS NULL OR s.prefecture_code = $3) AND ($4 = '' OR position($4 IN s.name) > 0)
       AND ($5::text[] IS NULL OR c.id = ANY($6::text[]) OR s.id = ANY($5) OR s.name = ANY($5)
            OR s.store_number = ANY($5))
       AND ($8::text IS NULL OR s.area_id = $8)
     ORDER BY s.prefecture_code, s.id, c.id LIMIT $7`,
    [
      scope.tenantId,
      scope.storeIds === "all" ? null : [...scope.storeIds],
      choice.prefectureCode ?? null,
      choice.storeName,
      lines.length === 0 ? null : lines,
      asCodes,
      PRINT_CODES_MAX + 1,
      choice.areaId ?? null,
    ],
  );
  if (rows.length > PRINT_CODES_MAX) throw new DomainError("too_large", {}, "choice");
  const known = rows.map((row) => ({
    code: row.code,
    storeId: row.store_id,
    storeName: row.store_name,
    storeNumber: row.store_number,
  }));
  return {
    codes: known.map(({ code, storeId }) => ({ code, storeId })),
    stores: new Set(known.map(({ storeId }) => storeId)).size,
    unknown: unknownLines(lines, known),
  };
}

/** How many posters a choice comes to; the codes themselves stay here. */
export async function countPrint(
  tx: Tx,
  scope: MerchantScope,
  choice: PrintChoice,
): Promise<{ codes: number; stores: number; unknown: readonly string[] }> {
  const { codes, stores, unknown } = await choosePrint(tx, scope, choice);
  return { codes: codes.length, stores, unknown };
}

/** A prefecture in which the person has stores. */
export type PrintPlace = { readonly prefectureCode: string; readonly prefecture: string };

/** Where the stores are whose posters may be chosen. */
export async function listPlaces(tx: Tx, scope: MerchantScope): Promise<PrintPlace[]> {
  return sqlOfTx(tx)<PrintPlace>(
    `SELECT DISTINCT prefecture_code AS "prefectureCode", prefecture FROM store
     WHERE tenant_id = $1 AND state = 'active' AND ($2::text[] IS NULL OR id = ANY($2)) ORDER BY 1`,
    [scope.tenantId, scope.storeIds === "all" ? null : [...scope.storeIds]],
  );
}

type ListRow = {
  code: string;
  counter_name: string;
  store_id: string;
  store_name: string;
  address: string;
};

/** Stores of some codes with their addresses, in the order of the codes. */
export async function listDeliveries(sql: Sql, codeIds: readonly string[]): Promise<ListLine[]> {
  const rows = await sql<ListRow>(
    `SELECT c.id AS code, c.counter_name, s.id AS store_id, s.name AS store_name,
            '〒' || left(s.postal_code, 3) || '-' || substr(s.postal_code, 4) || ' ' || s.prefecture || s.city || s.address_line AS address
     FROM unnest($1::text[]) WITH ORDINALITY AS given(id, place)
     JOIN code c ON c.id = given.id JOIN store s ON s.id = c.store_id ORDER BY given.place`,
    [[...codeIds]],
  );
  type Store = { title: string; address: string; codes: { code: string; counterName: string }[] };
  const stores = new Map<string, Store>();
  for (const row of rows) {
    const store = stores.get(row.store_id) ?? { title: row.store_name, address: row.address, codes: [] };
    store.codes.push({ code: row.code, counterName: row.counter_name });
    stores.set(row.store_id, store);
  }
  return Array.from(stores.values(), ({ title, address, codes }) => ({
    title,
    address,
    sheets: codes.length,
    detail: codesText(codes),
  }));
}
