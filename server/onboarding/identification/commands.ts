import { recordAudit } from "@/server/audit/commands";
import { instant, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { seal } from "@/server/platform/crypto";
import type { Deps } from "@/server/platform/deps";
import { lockFor } from "../commands";
import type { Fields } from "../fields/rules";
import { identificationAad } from "./queries";
import { type IdentifiedSubject, identificationProblem } from "./rules";
import type { NewIdentification } from "./schema";

/** The name that a record is about. */
export function identifiedName(fields: Fields, subject: IdentifiedSubject): string {
  return fields[subject === "entity" ? "business.legalName" : "representative.name"] ?? "";
}

/**
 * Writes down how somebody was identified: method, paper, who checked it and when. It counts for the name that the
 * application gives now. @throws DomainError not_found, application_state, invalid_input
 */
export async function recordIdentification(
  deps: Deps<OperatorScope>,
  input: NewIdentification,
): Promise<{ readonly identificationId: string }> {
  return deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "recommend");
    const name = identifiedName(application.content.fields, input.subject);
    const problem = name === "" ? "subject" : identificationProblem(input, jstDay(deps.now));
    if (problem !== null) throw new DomainError("invalid_input", {}, problem);
    const { documentId, ...said } = input;
    if (documentId !== undefined) {
      const where = { id: documentId, applicationId: application.id, state: "stored" };
      if ((await tx.document.count({ where })) === 0) throw new DomainError("not_found");
    }
    const id = deps.newId("identification");
    const { data: sealed, keyId } = seal(name, identificationAad(id));
    await tx.identification.create({
      data: {
        ...said,
        id,
        tenantId: application.tenantId,
        documentId: documentId ?? null,
        sealed,
        keyId,
        checkerId: deps.scope.personId,
        recordedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "identification.record",
      subjectId: application.id,
      tenantId: application.tenantId,
      after: { identificationId: id, ...said, documentId: documentId ?? null },
    });
    return { identificationId: id };
  });
}

/** Takes a record back that was wrong; it stays readable in the audit log. @throws DomainError not_found, application_state */
export async function voidIdentification(
  deps: Deps<OperatorScope>,
  input: { readonly applicationId: string; readonly identificationId: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    const application = await lockFor(tx, input.applicationId, "recommend");
    const { count } = await tx.identification.updateMany({
      where: { id: input.identificationId, applicationId: application.id, voidedAt: null },
      data: { voidedAt: instant(deps.now) },
    });
    if (count === 0) throw new DomainError("not_found");
    await recordAudit(tx, deps, {
      action: "identification.void",
      subjectId: application.id,
      tenantId: application.tenantId,
      after: { identificationId: input.identificationId },
    });
  });
}
