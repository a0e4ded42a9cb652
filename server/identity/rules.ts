import {
  isMerchantRole,
  isOperatorRole,
  type MerchantRole,
  type OperatorRole,
} from "@/server/kernel/permissions";

/** Languages a person can be written to in. */
export const PERSON_LOCALES = ["ja", "en", "zh", "ko"] as const;
export type PersonLocale = (typeof PERSON_LOCALES)[number];

/** Narrows a stored language; one that this version does not know is read in Japanese. */
export function localeOf(stored: string): PersonLocale {
  return PERSON_LOCALES.find((locale) => locale === stored) ?? "ja";
}

/** An e-mail address as it is stored and compared: half-width, lower case, no blanks around it. */
export function normaliseEmail(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** A row of `membership` that has not been revoked. */
export type MembershipRow = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly role: string;
  /** Single stores, and those of the areas that the person looks after. */
  readonly storeIds: readonly string[];
  readonly byArea: boolean;
};

/** A role somewhere; no store ids in the row mean every store of the tenant, unless they would come from areas. */
export type OwnMembership =
  | {
      readonly kind: "merchant";
      readonly id: string;
      readonly tenantId: string;
      readonly role: MerchantRole;
      readonly storeIds: readonly string[] | "all";
    }
  | { readonly kind: "operator"; readonly id: string; readonly role: OperatorRole };

/** Reads a stored membership; a role that this version does not know gives no access at all. */
export function membershipOf(row: MembershipRow): OwnMembership | undefined {
  const { id, tenantId, role } = row;
  if (tenantId === null) return isOperatorRole(role) ? { kind: "operator", id, role } : undefined;
  if (!isMerchantRole(role)) return undefined;
  const isWhole = row.storeIds.length === 0 && !row.byArea;
  return { kind: "merchant", id, tenantId, role, storeIds: isWhole ? "all" : row.storeIds };
}

/** The membership that acts now: the person's choice while it holds, else the first. */
export function activeMembership(
  memberships: readonly OwnMembership[],
  chosenId: string | null,
): OwnMembership | null {
  return memberships.find((one) => one.id === chosenId) ?? memberships[0] ?? null;
}

/** A place one acts at; `live` once the merchant exists, false while it is still an application. */
export type Place = { readonly kind: "merchant" | "operator"; readonly live: boolean };

/** Where a person's day begins: the desk, the shop, or the application. */
export function landingOf(place: Place | null): "/ops/review" | "/home" | "/apply" {
  if (place?.kind === "operator") return "/ops/review";
  return place?.live === true ? "/home" : "/apply";
}

/**
 * Where to go after sign-in when a page asked for it. Only paths of this site: an address that a browser would read
 * as another host ("//evil", "/\\evil") or as the sign-in page itself is ignored.
 */
export function safePath(next: string | undefined): string | undefined {
  if (next === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return undefined;
  return /^\/(signin|api)([/?#]|$)/.test(next) ? undefined : next;
}

/** Where a session gives its second factor, or its person sets one up. */
export const SECOND_FACTOR_PAGE = "/signin/second-factor";

const HOUR_MS = 3_600_000;

/** How long a session lasts: a working day for operators, thirty days on a merchant's own phone. */
export function sessionLifetimeMs(isOperator: boolean): number {
  return isOperator ? 12 * HOUR_MS : 30 * 24 * HOUR_MS;
}
