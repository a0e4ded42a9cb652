import { z } from "zod";
import { requireScope } from "@/server/api/gate";
import { acceptImport } from "@/server/directory/import/files/commands";
import { IMPORT_KINDS } from "@/server/directory/import/files/rules";
import { DomainError } from "@/server/kernel/errors";
import { depsFor } from "@/server/platform/deps";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { answerUpload, partsOf } from "../upload-of";

const UPLOADS = { name: "import-upload", points: 60, seconds: 3_600 };

const asked = z.object({
  name: z.string().min(1).max(255),
  kind: z.enum(IMPORT_KINDS).default("stores"),
  merchantId: z
    .string()
    .regex(/^mer_[0-9a-z_]{1,40}$/)
    .optional(),
});

/** Takes a table as the body of the request, piece by piece. Answers with the import's id, or why it was not taken. */
export function POST(request: Request): Promise<Response> {
  return answerUpload(request, async (context) => {
    const isOperator = context.signedIn?.active?.kind === "operator" && context.signedIn.viewing === null;
    const scope = requireScope(isOperator ? "store:import" : "chain:manage", context);
    await spendRateLimit(UPLOADS, scope.personId);
    const given = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!given.success) throw new DomainError("invalid_input", {}, "file");
    const { name: fileName, kind, merchantId = null } = given.data;
    const deps = depsFor(scope, { kind: "person", id: scope.personId }, context.requestId);
    return acceptImport(deps, { kind, merchantId, fileName, source: partsOf(request) });
  });
}
