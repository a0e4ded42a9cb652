import { openApiDocument } from "@/server/alerts/api/document";
import { env } from "@/server/platform/env";

export const dynamic = "force-dynamic";

/** The description of the interface for integrators. */
export function GET(): Response {
  return Response.json(openApiDocument(env().publicUrl), {
    headers: { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" },
  });
}
