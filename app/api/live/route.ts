import { cookies } from "next/headers";
import { liveStream } from "@/server/api/live";
import { signedInWith } from "@/server/api/request-context";
import { sessionCookie } from "@/server/platform/session-cookie";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The live feed of the signed-in person's scope. */
export async function GET(request: Request): Promise<Response> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  const recheck = () => signedInWith(token);
  const signedIn = await recheck();
  // As at the permission gate: without its second factor a session reads nothing of a tenant.
  const owes = signedIn?.secondFactor !== "given" && signedIn?.active?.kind === "operator";
  if (!signedIn?.active || signedIn.secondFactor === "due" || owes)
    return new Response(null, { status: 401 });
  // The browser itself comes back with the header; a tab that takes over from another one asks with the address.
  const lastEventId = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  const stream = liveStream({ signedIn, recheck, signal: request.signal, lastEventId });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
