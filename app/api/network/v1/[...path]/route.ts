import { randomUUID } from "node:crypto";
import { ingestDeps } from "@/server/api/entry";
import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { BODY_MAX_BYTES } from "@/server/wallet-network/rules";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The wallet network's calls. Nothing is read of a body that says it is too large. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get("Content-Length") ?? "0") > BODY_MAX_BYTES) {
    return new Response(null, { status: 413 });
  }
  const answer = await answerNetworkCall(
    {
      path: new URL(request.url).pathname,
      header: (name) => request.headers.get(name),
      body: new Uint8Array(await request.arrayBuffer()),
    },
    () => ingestDeps(randomUUID()),
  );
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
