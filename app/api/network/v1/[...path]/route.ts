import { randomUUID } from "node:crypto";
import { ingestDeps } from "@/server/api/entry";
import { answerNetworkCall } from "@/server/payments/calls/ingest";
import { COMMON_HEADERS } from "@/server/platform/answer-headers";
import { BODY_MAX_BYTES } from "@/server/wallet-network/rules";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The wallet network's calls. */
export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request);
  if (body === null) return new Response(null, { status: 413, headers: COMMON_HEADERS });
  const answer = await answerNetworkCall(
    {
      path: new URL(request.url).pathname,
      header: (name) => request.headers.get(name),
      body,
    },
    () => ingestDeps(randomUUID()),
  );
  return new Response(answer.body, {
    status: answer.status,
    headers: { ...COMMON_HEADERS, ...answer.headers },
  });
}

/** The body, or null as soon as it is larger than a message may be, whatever its headers say of it. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size =
    Number(request.headers.get("Content-Length") ?? "0") > BODY_MAX_BYTES ? Number.POSITIVE_INFINITY : 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > BODY_MAX_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
