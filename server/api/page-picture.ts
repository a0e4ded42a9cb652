import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Permission } from "@/server/kernel/permissions";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { type Deps, depsFor } from "@/server/platform/deps";
import { httpStatusOf } from "./error-map";
import { requireScope } from "./gate";
import { requestContext } from "./request-context";

type Params = { readonly params: Promise<{ readonly id: string }> };
type Seen = { readonly id: string; readonly page: number };

/** What a picture that only some may see is sent with: never cached, never run, never taken for something else. */
const HEADERS = {
  "content-type": "image/jpeg",
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
} as const;

type PagePicture = {
  /** What lets an operator's person see it, and what one of the merchant's. */
  readonly operator: Extract<Permission, "dispute:list" | "review:read">;
  readonly merchant: Extract<Permission, "dispute:read" | "merchant:change">;
  readonly fileName: string;
  readonly view: (
    deps: Deps<MerchantScope> | Deps<OperatorScope>,
    seen: Seen,
  ) => Promise<Uint8Array<ArrayBuffer>>;
};

/** Answers with one page of a paper as a picture (`?page=2`), for its merchant and for operations; views are audited. */
export function pagePicture({ operator, merchant, fileName, view }: PagePicture) {
  return async (request: Request, { params }: Params): Promise<Response> => {
    const context = await requestContext();
    try {
      const page = Number(new URL(request.url).searchParams.get("page") ?? "1");
      const seen = { id: (await params).id, page: Number.isSafeInteger(page) ? page : 0 };
      const actor = { kind: "person", id: context.signedIn?.personId ?? "" } as const;
      const deps =
        context.signedIn?.active?.kind === "operator"
          ? depsFor(requireScope(operator, context), actor, context.requestId)
          : depsFor(requireScope(merchant, context), actor, context.requestId);
      return new Response(await view(deps, seen), {
        headers: { ...HEADERS, "content-disposition": `inline; filename="${fileName}"` },
      });
    } catch (error) {
      const { code } = isDomainError(error) ? error : new DomainError("internal");
      const status = httpStatusOf(code);
      return Response.json({ code }, { status, headers: { "cache-control": "no-store" } });
    }
  };
}
