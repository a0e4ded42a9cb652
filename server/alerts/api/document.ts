import { z } from "zod";
import { API_SCOPE_NAMES } from "../keys/rules";
import { RETRY_SECONDS, TEST_TYPE, WEBHOOK_TYPE_NAMES, WEBHOOK_TYPES } from "../webhooks/rules";
import { testMessage, webhookData, webhookTimestamp } from "../webhooks/schema";
import { OPERATIONS, type Operation, operationNames } from "./rules";
import { amount, apiDispute, apiPayment, apiPayout, apiProblem, apiRefund } from "./schema";

type Json = Readonly<Record<string, unknown>>;

const COMPONENTS = {
  Amount: amount,
  Payment: apiPayment,
  Refund: apiRefund,
  Dispute: apiDispute,
  Payout: apiPayout,
  Problem: apiProblem,
};

/** The dialect of JSON Schema that OpenAPI 3.1 is written in. */
const DIALECT = "draft-2020-12";

const REFUSALS = {
  400: "The query is not well formed.",
  401: "The key is missing, wrong or has ended.",
  403: "The key may not do this.",
  404: "There is no such thing among the merchant's own.",
  429: "Too many calls in a minute; `Retry-After` says how long to wait.",
} as const;

/** JSON schema of a zod schema, with named parts as references into the components. */
function schemaOf(schema: z.ZodType, io: "input" | "output" = "output"): Json {
  const made = z.toJSONSchema(schema, { target: DIALECT, io, unrepresentable: "any" });
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
    target: DIALECT,
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

const WEBHOOK_SUMMARIES = {
  "payment.succeeded": "A shopper has paid.",
  "payment.cancelled": "A payment was cancelled; no money was received.",
  "refund.requested": "A refund was asked for. The shopper does not have the money yet.",
  "refund.done": "The wallet has given the money back.",
  "refund.refused": "The wallet did not accept the refund.",
  "dispute.opened": "A shopper disputes a payment, or a dispute went on to its next stage.",
  "dispute.settled": "A dispute was won, lost, or ran out of time.",
  "payout.held": "A payout waits.",
  "payout.released": "A payout no longer waits.",
  "payout.paid": "The bank has confirmed a payout.",
  "payout.returned": "The bank has sent a payout back.",
} as const satisfies Record<keyof typeof WEBHOOK_TYPES, string>;

/** What an endpoint is sent with every message (Standard Webhooks). */
const WEBHOOK_HEADERS = {
  "webhook-id": "Names the message; the same on every attempt, so keep it to tell repeats.",
  "webhook-timestamp": "Whole seconds since 1970 of this attempt; refuse what is more than five minutes off.",
  "webhook-signature":
    "`v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`, keyed with what follows `whsec_` in the secret, decoded from Base64. Several, parted by spaces, while a secret is being replaced.",
} as const;

/** The messages that an endpoint of the merchant's own receives. */
function webhooks(): Json {
  const kinds = WEBHOOK_TYPE_NAMES.map((type) => {
    const { subject } = WEBHOOK_TYPES[type];
    const message = z.object({
      type: z.literal(type),
      timestamp: webhookTimestamp,
      data: webhookData[subject],
    });
    return [type, webhookOf({ type, summary: WEBHOOK_SUMMARIES[type], message })];
  });
  const test = {
    type: TEST_TYPE,
    summary: "An owner tries whether the address works.",
    message: testMessage,
  };
  return Object.fromEntries([...kinds, [TEST_TYPE, webhookOf(test)]]);
}

type WebhookKind = { readonly type: string; readonly summary: string; readonly message: z.ZodType };

function webhookOf({ type, summary, message }: WebhookKind): Json {
  return {
    post: {
      operationId: type,
      summary,
      parameters: Object.entries(WEBHOOK_HEADERS).map(([name, description]) => ({
        name,
        in: "header",
        required: true,
        description,
        schema: { type: "string" },
      })),
      requestBody: { required: true, content: { "application/json": { schema: schemaOf(message) } } },
      responses: {
        "2XX": { description: "Accepted." },
        410: { description: "Pauses the endpoint at once." },
        default: {
          description: `Tried again ${RETRY_SECONDS.length} times within a day; then the endpoint is paused and its owner told.`,
        },
      },
    },
  };
}

/** The description of the interface for integrators, made from the schemas that answer it (OpenAPI 3.1). */
export function openApiDocument(publicUrl: string): Json {
  const paths = operationNames().map((name) => [OPERATIONS[name].path, pathOf(name, OPERATIONS[name])]);
  return {
    openapi: "3.1.0",
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
    webhooks: webhooks(),
    components: {
      schemas: components(),
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
    },
  };
}
