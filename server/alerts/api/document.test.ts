import { expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./document";
import { operationAt, operationNames } from "./rules";

const document = z
  .object({
    paths: z.record(z.string(), z.object({ get: z.object({ operationId: z.string() }).loose() })),
    components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  })
  .loose()
  .parse(openApiDocument("https://n.example"));

test("every operation that is answered is described, under the address at which it is found", () => {
  const described = Object.entries(document.paths).map(([path, { get }]) => [
    path.replace("{id}", "x"),
    get.operationId,
  ]);
  expect(described.map(([, name]) => name)).toEqual(operationNames());
  for (const [path, name] of described) expect(operationAt(path ?? "")?.name).toBe(name);
  expect(operationAt("/payments/x/y")).toBeNull();
  expect(operationAt("/payments/")).toBeNull();
});

test("every reference in the description points to a part of it", () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(refs.length).toBeGreaterThan(10);
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...new Set(refs)]));
  expect(JSON.stringify(document)).not.toContain("$defs");
});

test("an amount is described as text, never as a number", () => {
  expect(document.components.schemas.Amount).toMatchObject({ properties: { value: { type: "string" } } });
});
