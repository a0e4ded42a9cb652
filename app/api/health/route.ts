import { checkHealth } from "@/server/platform/health";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** For load balancers and for whoever waits for the start: 200 while everything works, else 503. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
