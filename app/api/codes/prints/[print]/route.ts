import { TRPCError } from "@trpc/server";
import { httpStatusOf } from "@/server/api/error-map";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { printedFile } from "@/server/codes/print/gateway";
import { isDomainError } from "@/server/kernel/errors";

type Params = { readonly params: Promise<{ readonly print: string }> };

const PRIVATE = { "cache-control": "private, no-store" } as const;

/** The finished file of a print, one PDF or a ZIP, for the people of its merchant. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { codes } = createCaller(await requestContext());
  try {
    const print = await codes.print({ printId: (await params).print });
    const name = `posters-${print.printId}.${print.packing}`;
    return new Response(streamOf(printedFile(print)), {
      headers: {
        ...PRIVATE,
        "content-type": print.packing === "zip" ? "application/zip" : "application/pdf",
        "content-disposition": `attachment; filename="${name}"`,
      },
    });
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isDomainError(cause))
      return Response.json({ error: cause.code }, { status: httpStatusOf(cause.code), headers: PRIVATE });
    // A name that can be no print's is an unknown one.
    if (error instanceof TRPCError && error.code === "BAD_REQUEST")
      return Response.json({ error: "not_found" }, { status: 404, headers: PRIVATE });
    throw error;
  }
}

function streamOf(chunks: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
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
