/** What a scanned or typed text is, as far as a wallet can tell without asking anybody. */
export type Scanned =
  | { readonly kind: "entry"; readonly code: string }
  | { readonly kind: "push"; readonly payload: string }
  | { readonly kind: "foreign" }
  | { readonly kind: "unreadable" };

/** The longest payload that the network carries in `codeValue`. */
const PAYLOAD_MAX = 512;
const SEPARATORS = /[\s\-‐‑‒–—―−ー]/gu;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Tells the forms of a code apart: an address under Noren's own, the ten printed characters, an EMV payload.
 * @param publicUrl Noren's address, without a slash at the end
 */
export function readScan(text: string, publicUrl: string): Scanned {
  const trimmed = text.trim();
  if (/^https?:\/\//i.test(trimmed)) return readAddress(trimmed, publicUrl);
  if (/^0002\d\d/.test(trimmed)) {
    return trimmed.length <= PAYLOAD_MAX ? { kind: "push", payload: trimmed } : { kind: "unreadable" };
  }
  const code = trimmed.slice(0, 40).normalize("NFKC").replace(SEPARATORS, "").toUpperCase();
  if (/^[2-9A-HJ-NP-Z]{10}$/.test(code)) return { kind: "entry", code };
  return { kind: trimmed === "" ? "unreadable" : "foreign" };
}

function readAddress(text: string, publicUrl: string): Scanned {
  if (!URL.canParse(text)) return { kind: "unreadable" };
  const scanned = new URL(text);
  const own = new URL(publicUrl);
  // On one machine the same server has several names.
  const sameHost =
    scanned.host === own.host ||
    (scanned.port === own.port && LOOPBACK.has(scanned.hostname) && LOOPBACK.has(own.hostname));
  const code = /\/p\/([0-9A-Za-z]{1,20})$/.exec(scanned.pathname)?.[1];
  return sameHost && code !== undefined ? { kind: "entry", code } : { kind: "foreign" };
}

/** The shop's name in an EMV payload (template 64 in the shop's own script, else object 59), or null. */
export function shopNameOf(payload: string): string | null {
  const top = objects(payload);
  const local = objects(top.get("64") ?? "").get("01");
  return local ?? top.get("59") ?? null;
}

function objects(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // Lengths count characters, so a surrogate pair is one.
  const letters = Array.from(text);
  let at = 0;
  while (at + 4 <= letters.length) {
    const length = Number(letters.slice(at + 2, at + 4).join(""));
    if (!Number.isInteger(length) || length === 0) break;
    found.set(letters.slice(at, at + 2).join(""), letters.slice(at + 4, at + 4 + length).join(""));
    at += 4 + length;
  }
  return found;
}
