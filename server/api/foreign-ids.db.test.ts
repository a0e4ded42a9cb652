import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { contextAs } from "@/bench/context-bed";
import { type Ids, idsOf, looksOf, plantWorld } from "@/bench/world-bed";
import { isDomainError } from "@/server/kernel/errors";
import {
  MERCHANT_ROLES,
  type MerchantRole,
  PERMISSIONS,
  type Permission,
  roleMay,
} from "@/server/kernel/permissions";
import { applicant, asOwner, closeHouse, database, fill, openHouse } from "@/server/onboarding/sample.test";
import { NOBODYS, POINTS_INTO, SAMPLES } from "./foreign-ids.data";
import { appRouter, createCaller } from "./root";

const jsonSchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})).optional(),
  required: z.array(z.string()).optional(),
});
const definition = z.object({
  type: z.enum(["query", "mutation"]),
  meta: z.object({ permission: z.string().optional() }).optional(),
  inputs: z.array(z.custom<z.ZodType>()),
});
const isPermission = (name: string | undefined): name is Permission => Object.hasOwn(PERMISSIONS, name ?? "");

type Point = {
  readonly name: string;
  readonly table: string;
  readonly many: boolean;
  /** The procedure is about it; without, it only narrows a list. */
  readonly must: boolean;
};

type Procedure = {
  readonly path: string;
  readonly type: "query" | "mutation";
  readonly permission: Permission;
  readonly schema: z.ZodType;
  /** The inputs that point at somebody's rows, with their tables. */
  readonly points: readonly Point[];
};

const procedures = Object.entries<object>(appRouter._def.procedures).flatMap(([path, procedure]) => {
  const { type, meta, inputs } = definition.parse(Reflect.get(procedure, "_def"));
  const permission = meta?.permission;
  const [schema] = inputs;
  if (!isPermission(permission) || PERMISSIONS[permission].side === "operator" || !schema) return [];
  const points = pointsOf(path, schema);
  return [{ path, type, permission, schema, points } satisfies Procedure];
});
const pointing = procedures.filter(({ points }) => points.length > 0);

function shapeOf(schema: z.ZodType) {
  const { properties = {}, required = [] } = jsonSchema.parse(
    z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }),
  );
  return { properties, required };
}

function pointsOf(path: string, schema: z.ZodType): Procedure["points"] {
  const { properties, required } = shapeOf(schema);
  return Object.entries(properties).flatMap(([name, { type }]) => {
    const code = path.startsWith("codes.") && /^(code|afterCode)$/.test(name) ? "code" : undefined;
    const table = POINTS_INTO[`${path} ${name}`] ?? POINTS_INTO[name] ?? code;
    return table === undefined
      ? []
      : [{ name, table, many: type === "array", must: required.includes(name) }];
  });
}

/** An input of a procedure that points where it is told; what is not an id is the same every time. */
function inputFor({ path, schema, points }: Procedure, at: (name: string) => string | undefined) {
  const { properties, required } = shapeOf(schema);
  const values = Object.entries(properties).flatMap(([name, property]): [string, unknown][] => {
    const point = points.find((one) => one.name === name);
    const id = point && at(name);
    // Of a batch one is one's own: the others must be answered as if they were not there.
    if (id !== undefined) return [[name, point?.many ? [ids.own[point.table], id] : id]];
    if (point && !required.includes(name)) return [];
    return required.includes(name)
      ? [[name, SAMPLES[`${path} ${name}`] ?? SAMPLES[name] ?? madeFrom(property)]]
      : [];
  });
  return Object.fromEntries(values);
}

function madeFrom(property: Record<string, unknown>): unknown {
  if (Array.isArray(property.enum)) return property.enum[0];
  if (property.type === "integer") return property.minimum ?? 1;
  if (property.type === "boolean") return true;
  return property.type === "string" ? "x" : undefined;
}

let tables: string[] = [];
let before = "";
const ids: Record<"own" | "foreign" | "otherStore" | "nobody", Ids> = {
  own: idsOf("own", 1),
  foreign: idsOf("they", 2),
  otherStore: idsOf("shop", 3),
  nobody: idsOf("void", 4),
};
const FOREIGN = { tenantId: "mer_zzthey", personId: "per_zzthey" };
/** What lies in one store and not in another. */
const OF_STORES = [
  "store",
  "code",
  "payment",
  "wallet_registration",
  "poster_edition",
  "dispute",
  "dispute_evidence",
  "print_parcel",
];
const own = { tenantId: "", personId: "" };

beforeAll(async () => {
  await openHouse();
  const who = await applicant();
  await fill(who);
  Object.assign(own, { tenantId: who.scope.tenantId, personId: who.personId });
  await asOwner<{ document: string; document_page: string; membership: string }>(async (query) => {
    const { rows } = await query(
      `SELECT d.id AS document, p.id AS document_page, m.id AS membership
       FROM document d JOIN document_page p ON p.document_id = d.id JOIN membership m ON m.tenant_id = d.tenant_id
       WHERE d.application_id = $1`,
      [who.applicationId],
    );
    ids.own = { ...ids.own, application: who.applicationId, ...rows[0] };
  });
  const keep = ["application", "document", "document_page", "membership"];
  tables = await plantWorld(database.urls.superuser, [
    { ...own, ids: ids.own, keep },
    { ...own, ids: ids.otherStore, tables: OF_STORES },
    { ...FOREIGN, ids: ids.foreign },
  ]);
  before = await looksOf(database.urls.superuser, tables, FOREIGN);
});
afterAll(closeHouse);

function callerAs(role: MerchantRole, storeIds: readonly string[] | "all") {
  const active = {
    kind: "merchant",
    id: ids.own.membership ?? "",
    tenantId: own.tenantId,
    role,
    storeIds,
  } as const;
  const { session: sessionId = "" } = ids.own;
  const who = { sessionId, personId: own.personId, email: "own@example.jp", steppedUpAtMs: Date.now() };
  return createCaller(contextAs(active, who));
}

/** The whole answer as text, with the id that was asked about taken out. */
async function answerTo(
  caller: ReturnType<typeof callerAs>,
  procedure: Procedure,
  input: Record<string, unknown>,
  asked: Ids,
): Promise<string> {
  const { success, error: problem } = procedure.schema.safeParse(input);
  expect(success, `${procedure.path} takes ${inspect(input)}: ${problem?.message}`).toBe(true);
  const call = procedure.path.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller);
  if (typeof call !== "function") throw new Error(`no procedure ${procedure.path}`);
  const answer = await Promise.resolve(call(input)).then(
    (value: unknown) => inspect(value, { depth: 9, sorted: true, maxArrayLength: 500 }),
    (error: unknown) => refusalOf(procedure.path, error),
  );
  return Object.values(asked).reduce((text, id) => text.replaceAll(id, "<id>"), answer);
}

function refusalOf(path: string, error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!isDomainError(cause)) return `fault of ours in ${path}: ${inspect(error)}`;
  return `refused: ${inspect({ code: cause.code, field: cause.field, params: cause.params })}`;
}

/** All that a procedure points at is somebody else's, and then one after the other while the rest is one's own. */
function variantsOf({ points }: Procedure): readonly string[][] {
  const names = points.map(({ name }) => name);
  return names.length > 1 ? [names, ...names.map((name) => [name])] : [names];
}

async function expectAsIfAbsent(role: MerchantRole, whose: "foreign" | "otherStore", procedure: Procedure) {
  const storeIds = whose === "otherStore" || role === "clerk" ? [ids.own.store ?? ""] : "all";
  const caller = callerAs(role, storeIds);
  const tableOf = new Map(procedure.points.map(({ name, table }) => [name, table]));
  for (const strange of variantsOf(procedure)) {
    const asking = (world: Ids) =>
      inputFor(procedure, (name) => (strange.includes(name) ? world : ids.own)[tableOf.get(name) ?? ""]);
    const absent = await answerTo(caller, procedure, asking(ids.nobody), ids.nobody);
    const theirs = await answerTo(caller, procedure, asking(ids[whose]), ids[whose]);
    expect(theirs, `${procedure.path} as ${role}, ${strange.join(" and ")}`).toBe(absent);
    expect(theirs).not.toContain("fault of ours");
  }
}

describe("what is somebody else's is answered as if it did not exist (G16)", () => {
  test("every input that is called an id is known to point somewhere, or to nobody's rows", () => {
    const unknown = procedures.flatMap(({ path, schema, points }) =>
      Object.keys(shapeOf(schema).properties)
        .filter((name) => /(^id|Ids?|^cursor|^after|^before)$/.test(name) && !NOBODYS.has(name))
        .filter((name) => points.every((point) => point.name !== name))
        .map((name) => `${path} ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(pointing.length).toBeGreaterThan(35);
  });

  const cases = pointing.flatMap((procedure) =>
    MERCHANT_ROLES.filter((role) => roleMay(role, procedure.permission)).map((role) => ({
      ...procedure,
      role,
    })),
  );

  test.each(cases)("$path as $role: another merchant's", async ({ role, ...procedure }) => {
    await expectAsIfAbsent(role, "foreign", procedure);
  });

  const scoped = cases.filter(
    ({ role, points }) =>
      (role === "manager" || role === "clerk") && points.every(({ table }) => OF_STORES.includes(table)),
  );
  test.each(scoped)("$path as $role: another store's", async ({ role, ...procedure }) => {
    await expectAsIfAbsent(role, "otherStore", procedure);
  });

  test.each(procedures.filter(({ type }) => type === "query"))(
    "$path shows nothing of another merchant without being asked",
    async (procedure) => {
      const input = inputFor(procedure, (name) => {
        const point = procedure.points.find((one) => one.name === name);
        return point && ids.own[point.table];
      });
      const text = await answerTo(callerAs("owner", "all"), procedure, input, {});
      expect(text).not.toMatch(/zzthey/);
    },
  );

  const named = pointing.filter(({ type, points }) => type === "query" && points.some(({ must }) => must));
  test.each(named)("$path does answer about what is one's own", async (procedure) => {
    const about = (world: Ids) =>
      inputFor(procedure, (name) => {
        const point = procedure.points.find((one) => one.name === name);
        return point?.must ? world[point.table] : undefined;
      });
    const caller = callerAs("owner", "all");
    const nobodys = await answerTo(caller, procedure, about(ids.nobody), ids.nobody);
    expect(await answerTo(caller, procedure, about(ids.own), ids.own)).not.toBe(nobodys);
  });

  test("and nothing of it has been touched", async () => {
    expect(await looksOf(database.urls.superuser, tables, FOREIGN)).toBe(before);
  });
});
