import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AFTER, at, DAY, finance, merchantScope, NOON, openShops, sell } from "@/bench/settlement-bed";
import { jobDeps } from "@/server/api/entry";
import { tellEveryone } from "@/server/events/events";
import { mintScope } from "@/server/kernel/scope";
import { poolFor, prismaFor, read, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { prepareBankFiles, withdrawBankFile } from "@/server/settlement/bank-file/commands";
import {
  approveTerms,
  proposeTerms,
  refuseTerms,
  withdrawTerms,
} from "@/server/settlement/contracts/commands";
import { getRun } from "@/server/settlement/queries";
import { runSettlement } from "@/server/settlement/run/commands";
import { chooseDelivery } from "../inbox/commands";
import { listNotices } from "../inbox/queries";
import { heard } from "./events";

const DESK = {
  maker: "finance",
  checker: "finance",
  network: "network_manager",
  auditor: "auditor",
} as const;
const maker = finance("per_maker", NOON);
const checker = finance("per_checker", NOON);
const sql = () => sqlOfClient(poolFor("jobs"));
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
  for (const [name, role] of Object.entries(DESK)) {
    await sql()(`INSERT INTO person (id, email, name, locale, created_at) VALUES ($1, $2, '', 'ja', now())`, [
      `per_${name}`,
      `${name}@example.jp`,
    ]);
    await sql()(
      `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
       VALUES ($1, $2, NULL, $3, '{}', now())`,
      [`mem_${name}`, `per_${name}`, role],
    );
  }
});
beforeEach(async () => {
  await sql()("DELETE FROM notification");
  await prismaFor("jobs").outboxEvent.deleteMany({});
});
afterAll(() => database.drop());

/** Tells whoever listens of everything that was said since; twice, as a worker that is killed does. */
async function deliver() {
  const events = await prismaFor("jobs").outboxEvent.findMany({ orderBy: { id: "asc" } });
  const deps = { ...jobDeps("approvals", "req_a"), now: NOON };
  for (const event of [...events, ...events])
    await tellEveryone(deps, [heard], { ...event, occurredAtMs: event.occurredAt.getTime(), attempt: 1 });
}

async function told(): Promise<string[]> {
  const rows = await prismaFor("jobs").notification.findMany({
    orderBy: [{ kind: "asc" }, { personId: "asc" }],
  });
  return rows.map(({ kind, personId }) => `${kind} ${personId}`);
}

const adjusted = async () => {
  const group = await prismaFor("jobs").payoutGroup.findFirstOrThrow({
    where: { merchantId: merchantScope(0).tenantId },
    select: { id: true },
  });
  const { tenantId: merchantId } = merchantScope(0);
  return { kind: "adjustment" as const, merchantId, payoutGroupId: group.id, amountMinor: -300n };
};

test("whoever may approve hears of a proposal once, the proposer hears what became of it", async () => {
  const proposed = await proposeTerms(maker, { content: await adjusted(), reason: "差額" });
  await deliver();
  expect(await told()).toEqual(["adjustment_waits per_checker"]);
  const scope = mintScope({ kind: "person", personId: "per_checker" });
  const { notices } = await read(scope, (tx) =>
    listNotices(tx, scope, { limit: 10, unreadOnly: false, tenantId: null }),
  );
  expect(notices).toMatchObject([
    { href: "/ops/settlement/terms", params: { merchant: "さくら1", amountMinor: "-300" }, readAt: null },
  ]);
  await refuseTerms(checker, { ...proposed, answer: "金額を確かめてください" });
  await deliver();
  expect(await told()).toEqual(["adjustment_waits per_checker", "terms_refused per_maker"]);
});

test("what was decided or taken back before it is heard of calls nobody", async () => {
  const taken = await proposeTerms(maker, { content: await adjusted(), reason: "差額" });
  await withdrawTerms(maker, taken);
  await approveTerms(checker, await proposeTerms(maker, { content: await adjusted(), reason: "差額" }));
  await deliver();
  expect(await told()).toEqual(["terms_approved per_maker"]);
});

test("a person who wants no mail of it has it in the inbox alone", async () => {
  const scope = mintScope({ kind: "person", personId: "per_checker" });
  const own = depsFor(scope, { kind: "person", id: "per_checker" }, "req_p", NOON);
  await chooseDelivery(own, { kind: "adjustment_waits", mail: false, inbox: true });
  await proposeTerms(maker, { content: await adjusted(), reason: "差額" });
  await deliver();
  const [notice] = await prismaFor("jobs").notification.findMany();
  expect(notice).toMatchObject({ personId: "per_checker", mailState: "none", inInbox: true });
});

test("a transfer file calls for its second release, and for another one when it is withdrawn", async () => {
  await sell(at(NOON), { group: 0, amountMinor: 10_000n });
  const { runId } = await runSettlement(finance("per_maker", AFTER), { throughOn: DAY });
  const deps = finance("per_maker", AFTER);
  await prepareBankFiles(deps, { runId });
  await deliver();
  expect(await told()).toEqual(["bank_file_waits per_checker"]);
  const run = await read(deps.scope, (tx) => getRun(tx, deps.scope, { runId, nowMs: deps.now }));
  await withdrawBankFile(deps, { bankFileId: run.files[0]?.id ?? "", reason: "口座の変更" });
  await sql()("DELETE FROM notification");
  await deliver();
  expect(await told()).toEqual(["bank_file_withdrawn per_checker"]);
});
