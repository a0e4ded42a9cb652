import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeNetworkKeys, ownerDepsAt, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { answerDispute } from "../commands";
import { getDispute } from "../queries";
import { addEvidence, removeEvidence, viewEvidence } from "./commands";

const keys = makeNetworkKeys();
const NOW = Date.UTC(2026, 10, 22, 7);
const folder = mkdtempSync(join(tmpdir(), "noren-evidence-"));
let database: TestDatabase;
let shop: Shop;
let stranger: Shop;
let disputeId: string;
let jpeg: Uint8Array;

beforeAll(async () => {
  database = await testDatabase({ ...keys.env, STORAGE_URL: `file:${folder}` });
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shop");
  [shop, stranger] = [first, second];
  const message = pushMessage(shop);
  await send(keys, "payments/pushPayment", message, NOW);
  const notice = {
    disputeId: "D1",
    paymentId: message.paymentId,
    disputeAmount: { currency: "JPY", value: "500" },
    disputeReasonCode: "GOODS_NOT_RECEIVED",
    responseDueTime: new Date(NOW + 86_400_000).toISOString(),
  };
  disputeId = String((await send(keys, "disputes/initiateRetrieval", notice, NOW)).acquirerDisputeId);
  jpeg = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#abc" } })
    .withExif({ IFD0: { Copyright: "a name that nobody should read" } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

it("a paper is drawn anew and encrypted, seen by its shop and by operations alone, and goes when it is taken out", async () => {
  const owner = ownerDepsAt(shop, NOW);
  const add = (deps = owner) => addEvidence(deps, { disputeId, kind: "receipt", content: jpeg });
  const { evidenceId } = await add();
  for (const deps of [ownerDepsAt(stranger, NOW), ownerDepsAt(shop, NOW, { storeIds: [stranger.storeId] })]) {
    await expect(add(deps)).rejects.toMatchObject({ code: "not_found" });
    await expect(viewEvidence(deps, { evidenceId, page: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeEvidence(deps, evidenceId)).rejects.toMatchObject({ code: "not_found" });
  }
  const risk = depsFor(
    mintScope({ kind: "operator", personId: "per_r", role: "risk" }),
    { kind: "person", id: "per_r" },
    "req_test",
    NOW,
  );
  for (const deps of [owner, risk]) {
    const seen = Buffer.from(await viewEvidence(deps, { evidenceId, page: 1 }));
    expect(seen.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(seen.includes("nobody should read")).toBe(false);
  }
  for (const file of files())
    expect(readFileSync(file).subarray(0, 3)).not.toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  await removeEvidence(owner, evidenceId);
  expect(files()).toEqual([]);
  await add();
  await answerDispute(owner, { disputeId, answer: "contest", text: "" });
  await expect(add()).rejects.toMatchObject({ code: "dispute_state" });
  const { evidence } = await owner.transact((tx) => getDispute(tx, owner.scope, { disputeId }));
  expect(evidence).toHaveLength(1);
});
