import { newId } from "@/server/kernel/ids";
import { withClient } from "@/server/platform/database-roles";

const NOW = Date.parse("2026-11-22T01:00:00Z");
const BATCH = 2_000;
const PREFECTURES = ["東京都", "大阪府", "愛知県", "北海道", "福岡県", "京都府", "沖縄県"];
const MCCS = ["5411", "5812", "5813", "5462", "7230", "5999"];
/** As large as the sealed content of a complete application. */
const SEALED_BYTES = 2_600;

/** Plants applications that wait at the desk, as the owner: queues are measured at a full one. */
export async function plantQueue(ownerUrl: string, count: number, people: readonly string[]): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    for (let from = 0; from < count; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => rowOf(from + at, people));
      await client.query(PLANT, [JSON.stringify(rows)]);
    }
    await client.query("VACUUM ANALYZE application");
  });
}

function rowOf(index: number, people: readonly string[]) {
  const submittedAtMs = NOW - (index * 97 + 60) * 60_000;
  const source = {
    nowMs: submittedAtMs,
    random: (size: number) => new Uint8Array(size).map((_, byte) => (index >> (byte * 2)) % 32),
  };
  return {
    id: newId("application", source),
    tenant: newId("merchant", source),
    state: ["submitted", "submitted", "in_review", "recommended", "returned"][index % 5],
    entity: index % 3 === 0 ? "sole_proprietor" : "company",
    name: `申込 ${index}`,
    prefecture: PREFECTURES[index % PREFECTURES.length],
    mcc: MCCS[index % MCCS.length],
    submitted: new Date(submittedAtMs).toISOString(),
    due: new Date(submittedAtMs + 2 * 86_400_000).toISOString(),
    holder: index % 5 < 2 ? null : people[index % people.length],
    prints: [
      `phone:${(index % 15_000).toString(16).padStart(64, "0")}`,
      `person:${index.toString(16).padStart(64, "0")}`,
    ],
  };
}

const PLANT = `
  INSERT INTO application (id, tenant_id, applicant_id, state, version, entity_type, trade_name, prefecture, mcc, sealed,
                           key_id, submitted_at, due_at, assigned_to, submissions, created_at, updated_at, fingerprints)
  SELECT id, tenant, 'per_bench', state, 3, entity, name, prefecture, mcc,
         decode(repeat(md5(id), ${Math.ceil(SEALED_BYTES / 16)}), 'hex'), 'dev', submitted, due, holder, 1,
         submitted, submitted, prints
  FROM jsonb_to_recordset($1::text::jsonb) AS row(id text, tenant text, state text, entity text, name text, prefecture text,
    mcc text, submitted timestamptz, due timestamptz, holder text, prints text[])`;
