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
  if (!signedIn?.active) return new Response(null, { status: 401 });
  const stream = liveStream({
    membership: signedIn.active,
    sessionId: signedIn.sessionId,
    recheck,
    signal: request.signal,
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
