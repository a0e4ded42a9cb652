import { TRPCError } from "@trpc/server";
import { httpStatusOf } from "@/server/api/error-map";
import { isDomainError } from "@/server/kernel/errors";

const PRIVATE = { "cache-control": "private, no-store" } as const;

type File = { readonly name: string; readonly type: "application/zip" | "application/pdf" };

/** Sends a file while it is being made; who goes away stops its making. */
export function download(chunks: AsyncGenerator<Buffer>, { name, type }: File): Response {
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: async () => {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      ...PRIVATE,
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

/** The refusal of a file as an answer; a name that can be no file's is an unknown one. @throws what is no refusal */
export function refusal(error: unknown): Response {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (isDomainError(cause))
    return Response.json({ error: cause.code }, { status: httpStatusOf(cause.code), headers: PRIVATE });
  if (error instanceof TRPCError && error.code === "BAD_REQUEST")
    return Response.json({ error: "not_found" }, { status: 404, headers: PRIVATE });
  throw error;
}
