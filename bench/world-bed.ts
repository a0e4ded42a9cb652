import type pg from "pg";
import { newCode } from "@/server/codes/rules";
import { withClient } from "@/server/platform/database-roles";
import { dropChecks, plantRow } from "@/server/platform/test-rows";

/** The ids of one of everything, by table. */
export type Ids = Readonly<Record<string, string>>;

/** What a row must hold beside its ids, so that whoever could reach it could also do something with it. */
const STATES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  merchant: { state: "active" },
  store: { state: "active" },
  code: { state: "active", format: "URL" },
  change_request: { state: "draft", kind: "legal_name" },
  statement: { state: "closed" },
  payment: { state: "succeeded" },
  membership: { role: "clerk" },
  document: { state: "stored" },
  document_page: { state: "stored" },
  application: { state: "draft" },
  api_key: { scopes: ["payments:read"] },
  second_factor: { kind: "app", confirmed_at: "2026-11-22" },
  invitation: { role: "clerk", expires_at: "2099-01-01" },
  session: { expires_at: "2099-01-01" },
  print_job: { state: "waiting" },
  ledger_entry: { kind: "payment" },
  wallet_registration: { state: "approved" },
  dispute: { state: "opened" },
  dispute_evidence: { state: "stored" },
  webhook_endpoint: { state: "active" },
  webhook_delivery: { state: "failed" },
  print_parcel: { state: "requested" },
  import_job: { state: "checked", kind: "stores" },
  franchise_grant: { level: "stores", from_on: "2026-11-01" },
};

const PREFIXES: Ids = {
  store: "sto",
  application: "app",
  document: "doc",
  document_page: "dpg",
  change_request: "chg",
  payout_group: "pgr",
  print_job: "prj",
  membership: "mem",
  second_factor: "fac",
  session: "ses",
  invitation: "inv",
  api_key: "key",
  statement: "stm",
  ledger_entry: "led",
  notification: "ntf",
  dispute: "dsp",
  dispute_evidence: "doc",
  webhook_endpoint: "whe",
  webhook_delivery: "whd",
  print_order: "pro",
  print_parcel: "prp",
  store_area: "are",
  import_job: "imj",
  franchise_grant: "fgr",
};

const PAYMENT_MS = Date.parse("2026-11-22T01:00:00Z");

/** Ids that nobody else has, alike for every name but in their last letters. */
export function idsOf(name: string, at: number): Ids {
  const named = Object.entries(PREFIXES).map(([table, prefix]) => [table, `${prefix}_zz${name}`]);
  return {
    ...Object.fromEntries(named),
    code: newCode((size) => new Uint8Array(size).fill(at)),
    payment: `pay_${PAYMENT_MS}${String(at).padStart(7, "0")}`,
  };
}

/** Whose the rows are; `keep` names tables that have real rows already. */
export type Owner = {
  readonly tenantId: string;
  readonly personId: string;
  readonly ids: Ids;
  readonly tables?: readonly string[];
  readonly keep?: readonly string[];
};

/** Every table with a tenant or a person, and its columns. */
async function ownedTables(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
     GROUP BY c.relname HAVING bool_or(a.attname IN ('tenant_id', 'person_id')) ORDER BY c.relname`,
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** Plants a row for every owner in every table that belongs to somebody. @returns the names of the tables */
export async function plantWorld(superuserUrl: string, owners: readonly Owner[]): Promise<string[]> {
  return withClient(superuserUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    const tables = await ownedTables(client);
    const wallets = await client.query<{ id: string }>("SELECT id FROM wallet ORDER BY id LIMIT 1");
    const walletId = wallets.rows[0]?.id ?? "";
    for (const [table, columns] of tables) {
      await dropChecks(client, table);
      for (const owner of owners) {
        if (owner.keep?.includes(table) || (owner.tables && !owner.tables.includes(table))) continue;
        await plantRow(client, table, rowOf(table, columns, { ...owner, walletId }), owner.ids.store?.at(-1));
      }
    }
    return [...tables.keys()];
  });
}

function rowOf(
  table: string,
  columns: readonly string[],
  { tenantId, personId, ids, walletId }: Owner & { readonly walletId: string },
) {
  const referring = Object.fromEntries(Object.entries(ids).map(([name, id]) => [`${name}_id`, id]));
  const known: Readonly<Record<string, unknown>> = {
    ...referring,
    ...STATES[table],
    id: table === "merchant" ? tenantId : (ids[table] ?? `${table}-${ids.store}`),
    tenant_id: tenantId,
    merchant_id: tenantId,
    person_id: personId,
    wallet_id: walletId,
    head_office_id: tenantId,
    entry_id: ids.ledger_entry,
    endpoint_id: ids.webhook_endpoint,
    delivery_id: ids.webhook_delivery,
    order_id: ids.print_order,
    reference: ids.payment,
    // What has to be unique, and what would give its owner away.
    token_hash: ids.session,
    email: `${ids.store}@example.jp`,
    hash: `\\x${Buffer.from(`${ids.store}`.padEnd(32)).toString("hex")}`,
  };
  return Object.fromEntries(Object.entries(known).filter(([name]) => columns.includes(name)));
}

/** What all rows of somebody look like together: one text that is another when any of them is. */
export async function looksOf(
  superuserUrl: string,
  tables: readonly string[],
  owner: Pick<Owner, "tenantId" | "personId">,
): Promise<string> {
  return withClient(superuserUrl, async (client) => {
    const texts: string[] = [];
    for (const table of tables) {
      const { rows } = await client.query<{ text: string | null }>(
        `SELECT string_agg(t::text, ' ' ORDER BY t::text) AS text FROM ${table} t
         WHERE to_jsonb(t)->>'tenant_id' = $1 OR to_jsonb(t)->>'person_id' = $2`,
        [owner.tenantId, owner.personId],
      );
      texts.push(`${table}: ${rows[0]?.text ?? ""}`);
    }
    return texts.join("\n");
  });
}
