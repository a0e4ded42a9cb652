import { installSandboxApps } from "@/server/identity/second-factor/enrolment/commands";
import { appointStaff } from "@/server/identity/staff/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import type { Deps } from "@/server/platform/deps";
import { DEMO_PEOPLE } from "./people.data";

/**
 * Makes the people of the sandbox, operators with their roles and their second factor. Safe to repeat.
 * @returns ids by e-mail, so that the demo can attach the merchants' people to a tenant
 */
export async function seedPeople(deps: Deps<SystemScope>): Promise<ReadonlyMap<string, string>> {
  const people = DEMO_PEOPLE.map((person) => ({
    email: person.email,
    name: person.name,
    role: person.side === "operator" ? person.role : null,
  }));
  const appointed = await appointStaff(deps, people);
  const operators = DEMO_PEOPLE.filter(({ side }) => side === "operator").map(({ email }) => email);
  const equipped = appointed.filter(({ email }) => operators.includes(email)).map(({ personId }) => personId);
  await installSandboxApps({ ...deps, wallMs: wallNow() }, equipped);
  return new Map(appointed.map(({ email, personId }) => [email, personId]));
}
