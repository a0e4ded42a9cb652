// biome-ignore-all lint/suspicious/noExportsInTest: two suites share these people, and only tests may mint their scopes
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { read } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { getOwnApplication } from "./applicant/queries";
import { recommendApplication } from "./approval/commands";
import { saveApplicationFields } from "./autosave/commands";
import { startApplication, submitApplication } from "./commands";
import { addDocument } from "./documents/commands";
import { FIELD_KEYS, isFieldKey, levelOf } from "./fields/rules";
import { blockersOf } from "./requirements/rules";
import { acceptItems, openReview } from "./review/commands";
import { getReviewCase } from "./review/queries";
import { SAMPLE_COMPANY } from "./sample.data";

// The people and applications that the tests of this domain share.

export const NOW = Date.parse("2026-11-22T01:00:00Z");
export let database: TestDatabase;
export let uploads: string;
export let jpeg: Uint8Array;
let people = 0;

/** A database, a folder for documents and a picture to upload. */
export async function openHouse(): Promise<void> {
  uploads = await mkdtemp(join(tmpdir(), "noren-uploads-"));
  database = await testDatabase({ STORAGE_URL: `file:${uploads}` });
  jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#889" } })
    .jpeg()
    .toBuffer();
}

/** Takes all of it away again. */
export async function closeHouse(): Promise<void> {
  await database.drop();
  await rm(uploads, { recursive: true, force: true });
}

export const asOwner = <T extends pg.QueryResultRow>(
  work: (query: (text: string, values?: unknown[]) => Promise<{ rows: T[] }>) => Promise<unknown>,
) => withClient(database.urls.superuser, (client) => work((text, values) => client.query<T>(text, values)));

export async function person(role: string | null): Promise<string> {
  people += 1;
  const id = `per_test_${people}`;
  await asOwner(async (query) => {
    await query("INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, $3, now())", [
      id,
      `${id}@example.jp`,
      `担当 ${people}`,
    ]);
    if (role === null) return;
    await query(
      "INSERT INTO membership (id, person_id, role, store_ids, created_at) VALUES ($1, $2, $3, '{}', now())",
      [`mem_${id}`, id, role],
    );
  });
  return id;
}

const actor = (id: string) => ({ kind: "person", id }) as const;
export const personDeps = (id: string) =>
  depsFor(mintScope({ kind: "person", personId: id }), actor(id), "req_test", NOW);
export const deskDeps = (id: string, role: "reviewer" | "approver") =>
  depsFor(mintScope({ kind: "operator", personId: id, role }), actor(id), "req_test", NOW);

export async function applicant() {
  const personId = await person(null);
  const { applicationId } = await startApplication(personDeps(personId));
  const [row] = await tenantOf(applicationId);
  const scope = mintScope({
    kind: "merchant",
    tenantId: row?.tenant_id ?? "",
    storeIds: "all",
    personId,
    role: "owner",
  });
  return { personId, applicationId, scope, deps: depsFor(scope, actor(personId), "req_test", NOW) };
}

async function tenantOf(applicationId: string): Promise<{ tenant_id: string }[]> {
  let rows: { tenant_id: string }[] = [];
  await asOwner<{ tenant_id: string }>(async (query) => {
    rows = (await query("SELECT tenant_id FROM application WHERE id = $1", [applicationId])).rows;
  });
  return rows;
}

type Applicant = Awaited<ReturnType<typeof applicant>>;

export async function fill(who: Applicant): Promise<void> {
  const { fields } = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
  const changes = Object.entries(SAMPLE_COMPANY).flatMap(([key, value]) =>
    isFieldKey(key) ? [{ key, base: fields[key] ?? "", value }] : [],
  );
  await saveApplicationFields(who.deps, { applicationId: who.applicationId, changes });
  await addDocument(who.deps, {
    applicationId: who.applicationId,
    kind: "register_certificate",
    fileName: "佐倉花子の登記簿.jpg",
    content: jpeg,
    issuedOn: toDay("2026-11-01"),
  });
}

export async function submitted() {
  const who = await applicant();
  await fill(who);
  await submitApplication(who.deps, { applicationId: who.applicationId });
  return who;
}

export async function recommended() {
  return recommendedOf(await submitted());
}

/** A submitted application, recommended by one person and waiting for another. */
export async function recommendedOf(who: Applicant) {
  const [maker, checker] = [await person("approver"), await person("approver")];
  const makerDeps = deskDeps(maker, "approver");
  await openReview(makerDeps, who);
  const look = () =>
    read(makerDeps.scope, (tx) => getReviewCase(tx, makerDeps.scope, who.applicationId, NOW));
  // Other applications of the suites share the sample's address and account, some of them rejected.
  const itemKeys = blockersOf((await look()).requirements, "recommend").map(({ key }) => key);
  await acceptItems(makerDeps, { applicationId: who.applicationId, itemKeys, accepted: true });
  const seen = await look();
  const verdict = { applicationId: who.applicationId, contentHash: seen.contentHash };
  await recommendApplication(makerDeps, verdict);
  return { ...who, maker, checker, makerDeps, checkerDeps: deskDeps(checker, "approver"), verdict };
}

describe("the sample", () => {
  it("fills every field that a company is asked for", () => {
    const asked = FIELD_KEYS.filter((key) => !["none", "free"].includes(levelOf(key, SAMPLE_COMPANY)));
    expect(asked.filter((key) => !(key in SAMPLE_COMPANY))).toEqual([]);
  });
});
