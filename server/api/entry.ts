import { mintScope, type PersonScope, type SystemScope } from "@/server/kernel/scope";
import { type Deps, depsFor } from "@/server/platform/deps";

/** What the network's messages are handled with: no person, the ingest role. */
export function ingestDeps(requestId: string): Deps<SystemScope> {
  return depsFor(
    mintScope({ kind: "system", name: "ingest" }),
    { kind: "network", id: "wallet-network" },
    requestId,
  );
}

/** What the shopper's page acts with: nobody is signed in and nothing about the shopper is kept. */
export function shopperDeps(requestId: string): Deps<SystemScope> {
  return depsFor(
    mintScope({ kind: "system", name: "shopper" }),
    { kind: "shopper", id: "shopper" },
    requestId,
  );
}

/** What a background job acts with. */
export function jobDeps(job: string, requestId: string): Deps<SystemScope> {
  return depsFor(mintScope({ kind: "system", name: "jobs" }), { kind: "system", id: job }, requestId);
}

/** What the sign-in desk acts with before it knows who stands there: a person scope that owns no row. */
export function visitorDeps(requestId: string): Deps<PersonScope> {
  return depsFor(mintScope({ kind: "person", personId: "" }), { kind: "person", id: "visitor" }, requestId);
}

/** What a person acts with who has just proven who they are, before there is a session to read them from. */
export function personDeps(personId: string, requestId: string): Deps<PersonScope> {
  return depsFor(mintScope({ kind: "person", personId }), { kind: "person", id: personId }, requestId);
}

/**
 * What a person acts with who steps into a tenant by a token that was sent to them: nothing of it is theirs yet, so
 * the transaction is the process's own and the audit log names the person.
 */
export function actingForPerson(personId: string, requestId: string): Deps<SystemScope> {
  return depsFor(mintScope({ kind: "system", name: "jobs" }), { kind: "person", id: personId }, requestId);
}
