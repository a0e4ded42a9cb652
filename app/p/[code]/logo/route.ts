import { findLogoOfCode } from "@/server/merchants/logo/queries";
import { codeOfPath } from "@/server/payments/shopper/rules";
import { poolFor, sqlOfClient } from "@/server/platform/db";

type Params = { readonly params: Promise<{ readonly code: string }> };

const SAFE = {
  "content-security-policy": "default-src 'none'",
  "x-content-type-options": "nosniff",
} as const;

/** The picture of the shop behind a code. Its address names its content, so browsers and proxies may keep it. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const code = codeOfPath((await params).code);
  const logo = code && (await findLogoOfCode(sqlOfClient(poolFor("ingest")), code.code));
  if (!logo) return new Response(null, { status: 404, headers: { ...SAFE, "cache-control": "no-store" } });
  return new Response(new Uint8Array(logo.picture), {
    headers: {
      ...SAFE,
      "content-type": "image/jpeg",
      "cache-control": "public, max-age=31536000, immutable",
      etag: `"${logo.tag}"`,
    },
  });
}
