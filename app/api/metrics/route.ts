import { PROMETHEUS_TYPE, prometheusText, type Sample } from "@/server/directory/service/document";
import { readServiceSamples } from "@/server/directory/service/queries";
import { systemClock } from "@/server/platform/clock";
import { equalSecrets } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { checkHealth, type Health, poolStandings } from "@/server/platform/health";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Metrics for a scraper that knows the token; without a token in the configuration there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const { metricsToken } = env();
  if (metricsToken === undefined) return new Response(null, { status: 404 });
  const given = request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
  if (!equalSecrets(given, metricsToken)) {
    return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
  }
  const health = await checkHealth();
  const service =
    health.database === "ok"
      ? await readServiceSamples(sqlOfClient(poolFor("operator")), systemClock().now())
      : [];
  return new Response(prometheusText([...processSamples(health), ...service]), {
    headers: { "content-type": PROMETHEUS_TYPE, "cache-control": "no-store" },
  });
}

function processSamples(health: Health): Sample[] {
  const up = (part: string, isUp: boolean) => ({ labels: { part }, value: isUp ? 1 : 0 });
  const pools = poolStandings();
  const connections = pools.flatMap(({ role, open, idle, waiting }) => [
    { labels: { role, state: "open" }, value: open },
    { labels: { role, state: "idle" }, value: idle },
    { labels: { role, state: "waiting" }, value: waiting },
  ]);
  return [
    {
      name: "noren_up",
      help: "Whether a part of the service works.",
      kind: "gauge",
      values: [up("database", health.database === "ok"), up("worker", health.worker === "ok")],
    },
    { name: "noren_pool_connections", help: "Database connections.", kind: "gauge", values: connections },
    {
      name: "process_resident_memory_bytes",
      help: "Memory of the web process.",
      kind: "gauge",
      values: [{ labels: {}, value: process.memoryUsage().rss }],
    },
    {
      name: "process_uptime_seconds",
      help: "Age of the web process.",
      kind: "gauge",
      values: [{ labels: {}, value: Math.round(process.uptime()) }],
    },
  ];
}
