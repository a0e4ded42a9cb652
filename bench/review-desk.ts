import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareApplications } from "@/prisma/seed/demo/applications";
import { seedPeople } from "@/prisma/seed/people";
import type { Context } from "@/server/api/context";
import { jobDeps } from "@/server/api/entry";
import { createCaller } from "@/server/api/root";
import { createCallerFactory, permitted, router } from "@/server/api/trpc";
import { systemClock } from "@/server/platform/clock";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { contextAs } from "./context-bed";
import { quantile, report, timed } from "./report";
import { plantQueue } from "./review-bed";

const QUEUE = 20_000;
const APPROVALS = 100;
const ROUNDS = 100;
const WARM_UP = 10;
const CHECKER = "approver@demo.noren.example";

/**
 * The pages of the review desk at 20,000 applications, at the procedure, and a hundred approvals with their merchants,
 * codes and registrations. The baseline of the pages passes the same gate and does nothing; that of the approvals is
 * as many empty transactions.
 */
export async function benchReviewDesk(): Promise<void> {
  await setup();
  const uploads = await mkdtemp(join(tmpdir(), "noren-bench-"));
  try {
    const database = await testDatabase({ LOG_LEVEL: "error", SANDBOX: "1", STORAGE_URL: `file:${uploads}` });
    const people = await seedPeople(jobDeps("bench", "req_bench"));
    const personId = people.get(CHECKER) ?? "";
    await plantQueue(database.urls.superuser, QUEUE, [...people.values()]);
    // The recommendations come from others, so that this person may approve them.
    const nowMs = systemClock().now();
    const prepared = await prepareApplications({ nowMs, count: APPROVALS, stage: "recommended" });
    const context = contextOf(personId);
    await measurePages(
      context,
      prepared.map(({ applicationId }) => applicationId),
    );
    await measureApprovals(
      context,
      prepared.map(({ applicationId }) => applicationId),
    );
    await database.drop();
  } finally {
    await teardown();
    await rm(uploads, { recursive: true, force: true });
  }
}

function contextOf(personId: string): Context {
  return contextAs({ kind: "operator", id: "mem_bench", role: "approver" }, { personId, email: CHECKER });
}

const nothing = router({ empty: permitted("review:read").query(() => ({ rows: [] })) });

async function measurePages(context: Context, ids: readonly string[]): Promise<void> {
  const { review } = createCaller(context);
  const { empty } = createCallerFactory(nothing)(context);
  const cursor = { atMs: Date.parse("2024-06-01T00:00:00Z"), id: "app_" };
  let at = 0;
  const work = {
    baseline: () => empty(),
    "first page": () => review.queue({ filter: "open" }),
    "page in the middle": () => review.queue({ filter: "open", cursor }),
    "nobody's, overdue": () => review.queue({ filter: "open", owner: "nobody", due: "overdue" }),
    "mine of a prefecture": () =>
      review.queue({ filter: "recommended", owner: "mine", prefecture: "沖縄県" }),
    "a filter that nothing passes": () => review.queue({ filter: "open", again: "yes" }),
    counts: () => review.counts(),
    search: () => review.find({ text: "申込 19999" }),
    "an application with its checks": () =>
      review.application({ applicationId: ids[at++ % ids.length] ?? "" }),
  };
  const taken = new Map<string, number[]>(Object.keys(work).map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(work)) {
      const ms = await timed(run);
      if (round >= WARM_UP) taken.get(name)?.push(ms);
    }
  }
  const baseline = quantile(taken.get("baseline") ?? [], 0.95);
  for (const [name, measured] of taken) {
    if (name === "baseline") continue;
    report({
      bench: "review-desk",
      figure: `${name}, p95`,
      value: quantile(measured, 0.95),
      unit: "ms",
      baseline,
    });
  }
}

async function measureApprovals(context: Context, ids: readonly string[]): Promise<void> {
  const { review } = createCaller(context);
  const rows: { applicationId: string; version: number }[] = [];
  for (let cursor: { atMs: number; id: string } | undefined; ; ) {
    const page = await review.queue({ filter: "recommended", cursor, limit: 100 });
    rows.push(
      ...page.rows
        .filter(({ id }) => ids.includes(id))
        .map(({ id, version }) => ({ applicationId: id, version })),
    );
    if (!page.next) break;
    cursor = page.next;
  }
  const deps = jobDeps("bench", "req_bench");
  const baseline = await timed(async () => {
    for (const _row of rows) await deps.transact((tx) => tx.wallet.count());
  });
  let approved = 0;
  const value = await timed(async () => {
    const results = await review.approveMany({ rows });
    approved = results.filter(({ ok }) => ok).length;
  });
  if (approved !== APPROVALS) throw new Error(`${approved} of ${rows.length} were approved`);
  report({ bench: "review-desk", figure: `${APPROVALS} approvals`, value, unit: "ms", baseline });
}

if (isMain(import.meta.url)) await benchReviewDesk();
