import { actingForPerson } from "@/server/api/entry";
import { clientAddressOf, requestIdOf } from "@/server/api/request-context";
import { askAgain } from "@/server/identity/invitations/commands";
import { invitationPath } from "@/server/identity/invitations/rules";
import { invitationToken } from "@/server/identity/invitations/schema";
import { isDomainError } from "@/server/kernel/errors";
import { isCrossOrigin } from "@/server/platform/same-origin";

/**
 * Whoever holds an expired invitation asks for a new one, without being anybody yet. The answer is the same for
 * every token, known or not.
 */
export async function POST(request: Request): Promise<Response> {
  if (isCrossOrigin(request.headers)) return Response.json({ error: "cross_origin" }, { status: 403 });
  const form = await request.formData().catch(() => new FormData());
  const input = invitationToken.safeParse({ token: form.get("token") });
  if (!input.success) return Response.json({ error: "invalid_input" }, { status: 400 });
  const { token } = input.data;
  const deps = actingForPerson("visitor", requestIdOf(request.headers));
  try {
    await askAgain(deps, { token, clientAddress: clientAddressOf(request.headers) });
  } catch (error) {
    // Too many of them are asked for once; the page says the same.
    if (!isDomainError(error)) throw error;
  }
  const headers = { location: `${invitationPath(token)}?asked`, "cache-control": "no-store" };
  return new Response(null, { status: 303, headers });
}
