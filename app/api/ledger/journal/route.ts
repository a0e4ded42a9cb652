import { resumable } from "@/server/api/downloads";
import { httpStatusOf } from "@/server/api/error-map";
import { requireScope } from "@/server/api/gate";
import { requestContext } from "@/server/api/request-context";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { exportJournal } from "@/server/ledger/journal/commands";
import { journalFileInput } from "@/server/ledger/schema";
import { depsFor } from "@/server/platform/deps";
import { log } from "@/server/platform/log";

/** The journal of a month in the layout of accounting software. */
export async function GET(request: Request): Promise<Response> {
  const context = await requestContext();
  try {
    const scope = requireScope("ledger:read", context);
    const asked = journalFileInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) throw new DomainError("invalid_input");
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    const { version, make } = await exportJournal(deps, asked.data);
    const { month, layout, encoding, detail } = asked.data;
    return await resumable(request, make, {
      name: `journal-${layout}-${month}${detail === "entry" ? "-entries" : ""}.csv`,
      type: `text/csv; charset=${encoding === "cp932" ? "Shift_JIS" : "utf-8"}`,
      version,
    });
  } catch (error) {
    if (!isDomainError(error)) log().error({ requestId: context.requestId, err: error }, "journal failed");
    const { code } = isDomainError(error) ? error : new DomainError("internal");
    return Response.json({ code }, { status: httpStatusOf(code), headers: { "cache-control": "no-store" } });
  }
}
