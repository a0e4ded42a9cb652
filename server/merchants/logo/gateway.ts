import { DomainError } from "@/server/kernel/errors";
import { convertDocument } from "@/server/platform/converter";
import { isPng, LOGO_KEPT_BYTES, LOGO_LIMITS } from "./rules";

/**
 * Draws a logo anew as a small JPEG on white, in the locked-down converter: nothing of what was sent is kept or served.
 * @throws DomainError document_unreadable, document_small
 */
export async function redrawLogo(content: Uint8Array): Promise<Uint8Array> {
  if (!isPng(content)) throw new DomainError("document_unreadable", {}, "picture");
  const converted = await convertDocument({ type: "image/png", content, limits: LOGO_LIMITS });
  const [page] = "pages" in converted ? converted.pages : [];
  if (page !== undefined && page.picture.length <= LOGO_KEPT_BYTES) return page.picture;
  if ("refused" in converted && converted.refused === "small")
    throw new DomainError("document_small", { min: LOGO_LIMITS.leastSide }, "picture");
  throw new DomainError("document_unreadable", {}, "picture");
}
