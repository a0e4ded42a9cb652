import { recordVisit } from "@/server/directory/visits/commands";
import { systemClock } from "@/server/platform/clock";

/** Counts an opening of the application page. */
export async function POST(): Promise<Response> {
  await recordVisit({ page: "apply", nowMs: systemClock().now() });
  return new Response(null, { status: 204 });
}
