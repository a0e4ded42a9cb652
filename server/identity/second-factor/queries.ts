import { DEMO_PEOPLE } from "@/prisma/seed/people.data";
import type { PersonScope } from "@/server/kernel/scope";
import { open } from "@/server/platform/crypto";
import { poolFor, type Sql, sqlOfClient, type Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import type { Passkey } from "@/server/platform/passkeys";
import { appCodeOf, type FactorKind, stepAt } from "./rules";
import { sealedApp, sealedPasskey } from "./schema";

/** What binds the sealed part of a factor to its row. */
export function factorAad(factorId: string): string {
  return `second_factor:${factorId}`;
}

/** A factor as its owner sees it; nothing of what proves it. */
export type OwnFactor = {
  readonly id: string;
  readonly kind: FactorKind;
  readonly label: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
};

export type FactorRow = { readonly id: string; readonly sealed: Uint8Array; readonly counter: bigint };

/** The person's confirmed factors, oldest first. */
export async function listFactors(tx: Tx, scope: PersonScope): Promise<OwnFactor[]> {
  const rows = await tx.secondFactor.findMany({
    where: { personId: scope.personId, confirmedAt: { not: null } },
    orderBy: { id: "asc" },
    select: { id: true, kind: true, label: true, createdAt: true, lastUsedAt: true },
  });
  return rows.map(({ id, kind, label, createdAt, lastUsedAt }) => ({
    id,
    kind: kind === "passkey" ? "passkey" : "app",
    label,
    createdAtMs: createdAt.getTime(),
    lastUsedAtMs: lastUsedAt?.getTime() ?? null,
  }));
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(tx: Tx, scope: PersonScope): Promise<number> {
  return tx.recoveryCode.count({ where: { personId: scope.personId, usedAt: null } });
}

/** The sealed rows of one kind, to compare an answer with. */
export async function listSealed(tx: Tx, personId: string, kind: FactorKind): Promise<FactorRow[]> {
  return tx.secondFactor.findMany({
    where: { personId, kind, confirmedAt: { not: null } },
    orderBy: { id: "asc" },
    select: { id: true, sealed: true, counter: true },
  });
}

/** The secret of an authenticator app. */
export function openApp({ id, sealed }: Pick<FactorRow, "id" | "sealed">): Uint8Array {
  const { secret } = sealedApp.parse(jsonOf(id, sealed));
  return new Uint8Array(Buffer.from(secret, "base64url"));
}

/** The public key of a passkey. */
export function openPasskey({ id, sealed, counter }: FactorRow): Passkey {
  return { ...sealedPasskey.parse(jsonOf(id, sealed)), counter: Number(counter) };
}

function jsonOf(id: string, sealed: Uint8Array): unknown {
  return JSON.parse(Buffer.from(open(sealed, factorAad(id))).toString("utf8"));
}

/** When a session began: a first factor may be set up shortly after that alone. */
export async function getSessionStart(tx: Tx, scope: PersonScope, sessionId: string): Promise<number> {
  const session = await tx.session.findFirst({
    where: { id: sessionId, personId: scope.personId },
    select: { createdAt: true },
  });
  return session?.createdAt.getTime() ?? 0;
}

/** The label of the app that the sandbox holds for its people. */
export const SANDBOX_APP = "Sandbox";

/**
 * The code that the authenticator app of a person of the sandbox shows now, since nobody has that phone. Null for
 * everybody else, and outside the sandbox.
 */
export async function findSandboxCode(
  person: { readonly personId: string; readonly email: string },
  wallMs: number,
  sql: Sql = sqlOfClient(poolFor("operator")),
): Promise<string | null> {
  if (!env().sandbox || !DEMO_PEOPLE.some(({ email }) => email === person.email)) return null;
  const [row] = await sql<FactorRow>(
    `SELECT id, sealed, counter FROM second_factor
     WHERE person_id = $1 AND kind = 'app' AND label = $2 AND confirmed_at IS NOT NULL ORDER BY id LIMIT 1`,
    [person.personId, SANDBOX_APP],
  );
  if (!row) return null;
  return appCodeOf(openApp(row), Math.max(stepAt(wallMs), Number(row.counter) + 1));
}
