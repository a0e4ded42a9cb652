import { NextResponse } from "next/server";
import { auditFiltersOf, inputOf } from "@/app/(operator)/ops/audit/_components/address";
import { httpStatusOf } from "@/server/api/error-map";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { auditCsv } from "@/server/audit/export/document";
import { isDomainError } from "@/server/kernel/errors";

const PAGE = 1_000;

/** Streams what the filters show as CSV; that a copy was taken is in the log before the first line leaves. */
export async function POST(request: Request): Promise<Response> {
  const filters = inputOf(auditFiltersOf(Object.fromEntries(await request.formData())));
  const api = createCaller(await requestContext());
  try {
    await api.audit.export(filters);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!isDomainError(cause)) throw error;
    return NextResponse.json({ error: cause.code }, { status: httpStatusOf(cause.code) });
  }
  const lines = auditCsv((cursor) => api.audit.list({ ...filters, cursor, limit: PAGE }));
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await lines.return(undefined)),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="audit.csv"',
      "cache-control": "no-store",
    },
  });
}
