import { TRPCError } from "@trpc/server";
import { isDomainError } from "@/server/kernel/errors";
import { httpStatusOf } from "./error-map";

const PRIVATE = { "cache-control": "private, no-store" } as const;

type Download = { readonly name: string; readonly type: string };

/** Bytes as a stream that is made while it is read. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: async () => {
      await chunks.return(undefined);
    },
  });
}

/** Answers with a file to keep, for this person alone. */
export function download(chunks: AsyncGenerator<Uint8Array>, { name, type }: Download): Response {
  return new Response(streamOf(chunks), {
    headers: {
      ...PRIVATE,
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

/** What a file that cannot be had answers; an impossible name is an unknown one. Throws what nobody foresaw. */
export function refusal(error: unknown): Response {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (isDomainError(cause))
    return Response.json({ error: cause.code }, { status: httpStatusOf(cause.code), headers: PRIVATE });
  if (error instanceof TRPCError && error.code === "BAD_REQUEST")
    return Response.json({ error: "not_found" }, { status: 404, headers: PRIVATE });
  throw error;
}
