import type { Context } from "@/server/api/context";
import { personDeps } from "@/server/api/entry";
import { createCaller } from "@/server/api/root";
import { createCallerFactory, permitted, router } from "@/server/api/trpc";
import { startApplication } from "@/server/onboarding/commands";
import { isFieldKey } from "@/server/onboarding/fields/rules";
import { SAMPLE_COMPANY } from "@/server/onboarding/sample.data";
import { sqlOfTx } from "@/server/platform/db";
import { isMain } from "@/server/platform/main-module";
import { setup, teardown } from "@/server/platform/test-cluster";
import { testDatabase } from "@/server/platform/test-database";
import { newPerson, signIn } from "./people-bed";
import { report } from "./report";

const CLIENTS = 8;
const WARM_UP_MS = 2_000;
const MEASURED_MS = 6_000;

/** Somebody at an application that is filled in already: each save seals all of it again. */
type Client = { readonly context: Context; readonly applicationId: string; tick: number };

/**
 * Saves of one field by eight people at once, at the procedure: lock, content, sealed anew, audit row, committed. The
 * baseline passes the same gate and commits one changed column of the same row. The two take turns.
 */
export async function benchAutosave(): Promise<void> {
  await setup();
  try {
    const database = await testDatabase({ LOG_LEVEL: "error" });
    const clients = await Promise.all(Array.from({ length: CLIENTS }, newClient));
    await rate(clients, save, WARM_UP_MS);
    await rate(clients, touch, WARM_UP_MS);
    const baseline = [await rate(clients, touch, MEASURED_MS / 2)];
    const value = await rate(clients, save, MEASURED_MS);
    baseline.push(await rate(clients, touch, MEASURED_MS / 2));
    report({
      bench: "autosave",
      figure: `saves by ${CLIENTS} clients`,
      value,
      unit: "1/s",
      baseline: baseline.reduce((sum, one) => sum + one, 0) / baseline.length,
    });
    await database.drop();
  } finally {
    await teardown();
  }
}

async function newClient(): Promise<Client> {
  const { personId } = await newPerson();
  const { applicationId } = await startApplication(personDeps(personId, "req_bench"));
  const signedIn = await (await signIn(personId)).signedIn();
  const context = { requestId: "req_bench", clientAddress: "", locale: "ja", signedIn };
  const changes = Object.entries(SAMPLE_COMPANY).flatMap(([key, value]) =>
    isFieldKey(key) && key !== "business.contactEmail" ? [{ key, base: "", value }] : [],
  );
  await createCaller(context).applications.save({ applicationId, changes });
  return { context, applicationId, tick: 0 };
}

const FIELD = "store.goods" as const;

async function save({ context, applicationId, tick }: Client): Promise<void> {
  const base = tick === 0 ? SAMPLE_COMPANY[FIELD] : `書籍 ${tick}`;
  const changes = [{ key: FIELD, base, value: `書籍 ${tick + 1}` }];
  const { conflicts } = await createCaller(context).applications.save({ applicationId, changes });
  if (conflicts.length > 0) throw new Error("a save was taken for somebody else's");
}

const floor = router({
  touch: permitted("application:edit").mutation(({ ctx }) =>
    ctx.deps.transact((tx) => sqlOfTx(tx)("UPDATE application SET updated_at = now() RETURNING id")),
  ),
});

async function touch({ context }: Client): Promise<void> {
  await createCallerFactory(floor)(context).touch();
}

/** How many times a second the clients together get a piece of work done. */
async function rate(
  clients: readonly Client[],
  work: (client: Client) => Promise<void>,
  forMs: number,
): Promise<number> {
  const startMs = performance.now();
  let done = 0;
  const drive = async (client: Client) => {
    while (performance.now() - startMs < forMs) {
      await work(client);
      if (work === save) client.tick += 1;
      done += 1;
    }
  };
  await Promise.all(clients.map(drive));
  return (done * 1_000) / (performance.now() - startMs);
}

if (isMain(import.meta.url)) await benchAutosave();
