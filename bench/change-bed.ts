import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { mintScope } from "@/server/kernel/scope";
import { beginChange, submitChange } from "@/server/onboarding/changes/commands";
import { recommendChange } from "@/server/onboarding/changes/decision/commands";
import { getDeskChange } from "@/server/onboarding/changes/desk/queries";
import { addPaper } from "@/server/onboarding/changes/papers/commands";
import { CHANGE_KINDS } from "@/server/onboarding/changes/rules";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor, read } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { plantShops, type Shop } from "./payment-bed";

// The people, shops and changes that the tests of changes share.

export const NOW = Date.parse("2026-11-24T03:00:00Z");
export const ACCOUNT = {
  "bank.bankCode": "0001",
  "bank.branchCode": "210",
  "bank.accountType": "ordinary",
  "bank.accountNumber": "7654321",
  "bank.holderKana": "ノレンシヨクドウ",
} as const;
export let database: TestDatabase;
export let jpeg: Uint8Array;
let uploads: string;

/** A database, a folder for papers, a picture to upload and the staff of the desk. */
export async function openChangeDesk(): Promise<void> {
  uploads = await mkdtemp(join(tmpdir(), "noren-changes-"));
  database = await testDatabase({ STORAGE_URL: `file:${uploads}` });
  jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#889" } })
    .jpeg()
    .toBuffer();
  await withClient(database.urls.superuser, async (client) => {
    for (const [id, role] of Object.entries(STAFF)) {
      await client.query(
        "INSERT INTO person (id, email, name, created_at) VALUES ($1, $1 || '@x.jp', $1, now())",
        [id],
      );
      await client.query(
        "INSERT INTO membership (id, person_id, role, store_ids, created_at) VALUES ('mem_' || $1, $1, $2, '{}', now())",
        [id, role],
      );
    }
  });
}

/** Takes all of it away again. */
export async function closeChangeDesk(): Promise<void> {
  await database.drop();
  await rm(uploads, { recursive: true, force: true });
}

const STAFF = {
  per_maker: "reviewer",
  per_checker: "approver",
  per_third: "approver",
  per_gone: "reviewer",
} as const;
export const desk = (id: keyof typeof STAFF | "per_owner", now = NOW) =>
  depsFor(
    mintScope({ kind: "operator", personId: id, role: "approver" }),
    { kind: "person", id },
    "req_test",
    now,
  );
export const ownerOf = (shop: Shop) =>
  depsFor(
    mintScope({
      kind: "merchant",
      tenantId: shop.merchantId,
      storeIds: "all",
      personId: "per_owner",
      role: "owner",
    }),
    { kind: "person", id: "per_owner" },
    "req_test",
    NOW,
  );

export async function shopOf(entityType: "company" | "sole_proprietor" = "company"): Promise<Shop> {
  const [shop] = await plantShops(database.urls.superuser, 1);
  if (!shop) throw new Error("no shop");
  await withClient(database.urls.superuser, (client) =>
    client.query("UPDATE merchant SET entity_type = $2, approved_at = created_at WHERE id = $1", [
      shop.merchantId,
      entityType,
    ]),
  );
  return shop;
}

type Kind = (typeof CHANGE_KINDS)[number];
const PAPER = {
  bank_account: ["bank_passbook"],
  legal_name: ["register_certificate"],
  representative: ["register_certificate", "identity_document"],
  address: ["register_certificate"],
} as const satisfies Record<Kind, readonly string[]>;

export async function submitted(
  kind: Kind = "bank_account",
  fields: Readonly<Record<string, string>> = ACCOUNT,
) {
  const shop = await shopOf();
  const owner = ownerOf(shop);
  const { changeId } = await beginChange(owner, { kind });
  for (const paper of PAPER[kind]) {
    await addPaper(owner, { changeId, kind: paper, fileName: "通帳.jpg", content: jpeg });
  }
  await submitChange(owner, { changeId, fields }, CHANGE_KINDS);
  return { shop, owner, changeId };
}

export async function seenBy(id: keyof typeof STAFF, changeId: string) {
  const { scope } = desk(id);
  return read(scope, (tx) => getDeskChange(tx, scope, changeId, NOW));
}

export async function recommended(kind?: Kind, fields?: Readonly<Record<string, string>>) {
  const given = await submitted(kind, fields);
  const { contentHash } = await seenBy("per_maker", given.changeId);
  const verdict = { changeId: given.changeId, contentHash };
  await recommendChange(desk("per_maker"), verdict);
  return { ...given, verdict };
}

export const groupOf = (shop: Shop) =>
  prismaFor("operator").payoutGroup.findUniqueOrThrow({
    where: { id: shop.payoutGroupId },
    select: { bankAccountId: true, payoutsHeldUntil: true },
  });
