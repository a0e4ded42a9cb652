import { type ServerType, serve } from "@hono/node-server";
import { offsetClock, wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { givenEnvironment } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { createTables } from "./commands";
import { startLoop } from "./jobs";
import { startMailSink } from "./mailbox/jobs";
import { acquirerCaller, type Signatures, signaturesFrom } from "./network/gateway";
import { type Deps, openPool, statements, transact } from "./queries";
import { sandboxApp } from "./router";
import { type SandboxEnvironment, sandboxEnvironment } from "./schema";

/** The sandbox network, the shopper's phone and the mail sink: a process of its own beside Noren. */
async function main(): Promise<void> {
  const parsed = sandboxEnvironment.safeParse(givenEnvironment());
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  - ${issue.path.join(".")} ${issue.message}`);
    process.stderr.write(
      `The sandbox network cannot start with this configuration:\n${problems.join("\n")}\n`,
    );
    process.exit(2);
  }
  await run(parsed.data);
}

async function run(given: SandboxEnvironment): Promise<void> {
  const pool = openPool(given.databaseUrl);
  const signatures = signaturesFrom(given);
  let nudge: () => void = () => undefined;
  const deps: Deps = {
    ...dependencies(given, signatures),
    sql: statements(pool),
    transact: (work) => transact(pool, work),
    nudge: () => nudge(),
  };
  await createTables(deps.transact);
  const loop = startLoop(deps);
  nudge = loop.nudge;
  const sink = await startMailSink(deps, given.smtpPort);
  const server = await listen(sandboxApp(deps, signatures).fetch, given.port);
  log().info({ port: given.port, smtpPort: sink.port }, "the sandbox network is ready");
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await sink.stop();
    await loop.stop();
    await pool.end();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}

function dependencies(
  given: SandboxEnvironment,
  signatures: Signatures,
): Pick<Deps, "now" | "random" | "callAcquirer" | "settings"> {
  return {
    now: given.clockFile === undefined ? wallNow : offsetClock(given.clockFile, wallNow).now,
    random: randomBytes,
    callAcquirer: acquirerCaller(signatures),
    settings: {
      publicUrl: given.publicUrl,
      acquirerId: given.acquirerId,
      pace: given.pace,
      reportsFolder: given.reportsFolder,
    },
  };
}

/** Listens on this machine alone: browsers come through the web process. */
function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<ServerType> {
  return new Promise((ready, failed) => {
    const server = serve({ fetch, port, hostname: "127.0.0.1" }, () => ready(server));
    server.once("error", failed);
    // As long as Noren's own: a kept connection is not closed just as it is used again.
    if ("keepAliveTimeout" in server) server.keepAliveTimeout = 75_000;
  });
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "the sandbox network could not start");
  process.exit(3);
});
