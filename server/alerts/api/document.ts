import { z } from "zod";
import { API_SCOPE_NAMES } from "../keys/rules";
import { OPERATIONS, type Operation, operationNames } from "./rules";
import { amount, apiPayment, apiPayout, apiProblem, apiRefund } from "./schema";

type Json = Readonly<Record<string, unknown>>;

const COMPONENTS = {
  Amount: amount,
  Payment: apiPayment,
  Refund: apiRefund,
  Payout: apiPayout,
  Problem: apiProblem,
};

const REFUSALS = {
  400: "The query is not well formed.",
  401: "The key is missing, wrong or has ended.",
  403: "The key may not do this.",
  404: "There is no such thing among the merchant's own.",
  429: "Too many calls in a minute; `Retry-After` says how long to wait.",
} as const;

/** JSON schema of a zod schema, with named parts as references into the components. */
function schemaOf(schema: z.ZodType, io: "input" | "output" = "output"): Json {
  const made = z.toJSONSchema(schema, { target: "openapi-3.0", io, unrepresentable: "any" });
  const { $schema: _dialect, $defs: _parts, ...rest } = pointed(made);
  return rest;
}

/** References of a single schema point into its own definitions; those of the whole document into the components. */
function pointed(schema: Json): Json {
  const text = JSON.stringify(schema).replaceAll("#/$defs/", "#/components/schemas/");
  const read: unknown = JSON.parse(text);
  return z.record(z.string(), z.unknown()).parse(read);
}

/** The named parts, each written out where it is defined and referred to everywhere else. */
function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    target: "openapi-3.0",
    unrepresentable: "any",
    uri: (id) => `#/components/schemas/${id}`,
  });
  const parts = Object.entries(made.schemas).map(([id, schema]) => {
    const { $schema: _dialect, $id: _address, id: _id, ...rest } = pointed({ ...schema });
    return [id, rest];
  });
  return Object.fromEntries(parts);
}

function parametersOf({ params, query }: Operation): Json[] {
  const inPath = params === null ? [] : fieldsOf(params, "path");
  const inQuery = query === null ? [] : fieldsOf(query, "query");
  return [...inPath, ...inQuery];
}

function fieldsOf(schema: z.ZodObject, place: "path" | "query"): Json[] {
  const { properties } = z
    .object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(schemaOf(schema, "input"));
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path",
    schema: field,
  }));
}

function refusals(): Json {
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [status, { description, content }]),
  );
}

function pathOf(name: string, operation: Operation): Json {
  return {
    get: {
      operationId: name,
      summary: operation.summary,
      description: `A key needs \`${operation.scope}\`.`,
      parameters: parametersOf(operation),
      security: [{ key: [] }],
      responses: {
        200: {
          description: "What was asked for.",
          content: { "application/json": { schema: schemaOf(operation.answer) } },
        },
        ...refusals(),
      },
    },
  };
}

/** The description of the interface for integrators, made from the schemas that answer it (OpenAPI 3.0). */
export function openApiDocument(publicUrl: string): Json {
  const paths = operationNames().map((name) => [OPERATIONS[name].path, pathOf(name, OPERATIONS[name])]);
  return {
    openapi: "3.0.3",
    info: {
      title: "Noren",
      version: "1",
      description: [
        "What a merchant's own systems can read. Send a key as `Authorization: Bearer …`; owners make keys under",
        `Settings. Scopes: ${API_SCOPE_NAMES.join(", ")}. Lists are newest first and paged by \`cursor\`.`,
      ].join(" "),
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: components(),
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
    },
  };
}
