import { NextResponse } from "next/server";
import { httpStatusOf } from "@/server/api/error-map";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { isDomainError } from "@/server/kernel/errors";

/** Hands a released transfer file to the bank's upload: the same bytes every time. */
export async function POST(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  try {
    const file = await createCaller(await requestContext()).settlement.issueBankFile({ bankFileId: id });
    return new Response(file.content, {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${file.name}"`,
        "cache-control": "no-store",
        "x-content-sha256": file.sha256,
      },
    });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!isDomainError(cause)) throw error;
    return NextResponse.json({ error: cause.code }, { status: httpStatusOf(cause.code) });
  }
}
