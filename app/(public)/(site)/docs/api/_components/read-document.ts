import { z } from "zod";

type Shape = {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly description?: string | undefined;
  readonly items?: Shape | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly allOf?: readonly Shape[] | undefined;
};

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    description: z.string().optional(),
    items: shape.optional(),
    properties: z.record(z.string(), shape).optional(),
    anyOf: z.array(shape).optional(),
    allOf: z.array(shape).optional(),
  }),
);

const document = z.object({
  servers: z.array(z.object({ url: z.string() })).min(1),
  paths: z.record(
    z.string(),
    z.object({
      get: z.object({
        operationId: z.string(),
        summary: z.string(),
        description: z.string(),
        parameters: z.array(z.object({ name: z.string(), required: z.boolean(), schema: shape })),
        responses: z.record(
          z.string(),
          z.object({
            description: z.string(),
            content: z.record(z.string(), z.object({ schema: shape })),
          }),
        ),
      }),
    }),
  ),
  webhooks: z.record(
    z.string(),
    z.object({
      post: z.object({
        summary: z.string(),
        parameters: z.array(z.object({ name: z.string(), description: z.string() })),
        requestBody: z.object({ content: z.record(z.string(), z.object({ schema: shape })) }),
      }),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), shape) }),
});

/** One line of a table of fields. */
export type FieldLine = {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
  readonly required: boolean;
};

/** An operation as the page shows it. */
export type OperationView = {
  readonly name: string;
  readonly path: string;
  readonly summary: string;
  readonly scope: string;
  readonly parameters: readonly FieldLine[];
  readonly answer: readonly FieldLine[];
};

/** A message that an endpoint receives. */
export type WebhookView = {
  readonly type: string;
  readonly summary: string;
  readonly fields: readonly FieldLine[];
};

export type DocumentView = {
  readonly server: string;
  readonly webhooks: readonly WebhookView[];
  /** What every message is sent with. */
  readonly webhookHeaders: readonly FieldLine[];
  readonly operations: readonly OperationView[];
  readonly refusals: readonly { readonly status: string; readonly description: string }[];
};

/** Reads the description into what the page shows, so that page and file cannot differ. */
export function readDocument(given: unknown): DocumentView {
  const { servers, paths, webhooks, components } = document.parse(given);
  const operations = Object.entries(paths).map(([path, { get }]) => ({
    name: get.operationId,
    path,
    summary: get.summary,
    scope: /`([^`]+)`/.exec(get.description)?.[1] ?? "",
    parameters: get.parameters.map(({ name, required, schema }) => ({ ...lineOf(name, schema), required })),
    answer: linesOf(get.responses["200"]?.content["application/json"]?.schema, components.schemas),
  }));
  const [first] = Object.values(paths);
  const refusals = Object.entries(first?.get.responses ?? {})
    .filter(([status]) => status !== "200")
    .map(([status, { description }]) => ({ status, description }));
  const messages = Object.entries(webhooks).map(([type, { post }]) => ({
    type,
    summary: post.summary,
    fields: linesOf(post.requestBody.content["application/json"]?.schema, components.schemas),
  }));
  const [message] = Object.values(webhooks);
  const webhookHeaders = (message?.post.parameters ?? []).map(({ name, description }) => ({
    name,
    type: "string",
    meaning: description,
    required: true,
  }));
  return { server: servers[0]?.url ?? "", operations, refusals, webhooks: messages, webhookHeaders };
}

function linesOf(
  schema: Shape | undefined,
  parts: Readonly<Record<string, Shape>>,
  prefix = "",
): FieldLine[] {
  const part = schema?.$ref ? parts[nameOf(schema.$ref)] : schema;
  return Object.entries(part?.properties ?? {}).flatMap(([name, field]) => {
    const line = lineOf(`${prefix}${name}`, field);
    return field.items ? [line, ...linesOf(field.items, parts, `${prefix}${name}[].`)] : [line];
  });
}

function lineOf(name: string, field: Shape): FieldLine {
  return { name, type: typeOf(field), meaning: field.description ?? "", required: false };
}

function typeOf(field: Shape): string {
  const choices = field.anyOf ?? field.allOf;
  if (choices) return choices.map(typeOf).join(" | ");
  if (field.$ref) return nameOf(field.$ref);
  if (field.enum) return field.enum.map(String).join(" | ");
  if (field.items) return `${typeOf(field.items)}[]`;
  if (field.const !== undefined) return JSON.stringify(field.const);
  const types = typeof field.type === "string" ? [field.type] : (field.type ?? ["object"]);
  return types.map((type) => (type === "null" ? type : (field.format ?? type))).join(" | ");
}

function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}
