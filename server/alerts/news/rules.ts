import { formatDay, formatJstDateTime, parseDay } from "@/server/kernel/calendar";
import { formatMoney, jpy, parseMinor } from "@/server/kernel/money";
import {
  type MerchantRole,
  OPERATOR_ROLES,
  type Permission,
  type Role,
  roleMay,
} from "@/server/kernel/permissions";

export const NEWS_GROUPS = ["approvals", "application", "shop", "money", "codes", "account"] as const;
export type NewsGroup = (typeof NEWS_GROUPS)[number];

/** Screens that news lead to; each has a word for its button. */
export type NewsScreen =
  | "application"
  | "home"
  | "payment"
  | "dispute"
  | "payout"
  | "stores"
  | "import"
  | "codes"
  | "parcels"
  | "team"
  | "webhook"
  | "settings"
  | "terms"
  | "run"
  | "reconciliation";

type NewsRule = {
  readonly group: NewsGroup;
  /** Who is told, in the tenant or at the operator's desk; nobody by role when the news name their readers. */
  readonly roles: readonly Role[];
  /** Tells operators: the roles are those of the desk. */
  readonly atDesk?: true;
  /** People must not miss it: neither mail nor inbox can be switched off. */
  readonly mandatory: boolean;
  /** Whether it also comes by mail before the person has chosen. */
  readonly mail: boolean;
  /** Whether it stands in the inbox before the person has chosen; it does unless this says otherwise. */
  readonly inbox?: false;
  readonly opens: NewsScreen;
};

const OWNER: readonly MerchantRole[] = ["owner"];
const LEADS: readonly MerchantRole[] = ["owner", "manager"];
const BOOKS: readonly MerchantRole[] = ["owner", "accountant"];
const OFFICE: readonly MerchantRole[] = ["owner", "manager", "accountant"];

/** The roles of the desk that hold a permission. */
function desk(permission: Permission): { readonly atDesk: true; readonly roles: readonly Role[] } {
  return { atDesk: true, roles: OPERATOR_ROLES.filter((role) => roleMay(role, permission)) };
}

const must = { mandatory: true, mail: true } as const;
const mailed = { mandatory: false, mail: true } as const;
const quiet = { mandatory: false, mail: false } as const;

/** Everything that people are told of: to whom, how loudly, and what it opens. The words are in `messages/`. */
export const NEWS = {
  application_submitted: { group: "application", roles: OWNER, ...must, opens: "application" },
  application_returned: { group: "application", roles: OWNER, ...must, opens: "application" },
  application_approved: { group: "application", roles: OWNER, ...must, opens: "home" },
  application_rejected: { group: "application", roles: OWNER, ...must, opens: "application" },
  application_withdrawn: { group: "application", roles: OWNER, ...must, opens: "application" },
  application_expired: { group: "application", roles: OWNER, ...must, opens: "application" },
  application_left: { group: "application", roles: OWNER, ...must, opens: "application" },
  application_unfinished: { group: "application", roles: OWNER, ...mailed, opens: "application" },
  application_waits: { group: "application", roles: OWNER, ...mailed, opens: "application" },
  merchant_suspended: { group: "shop", roles: OFFICE, ...must, opens: "home" },
  merchant_resumed: { group: "shop", roles: OFFICE, ...must, opens: "home" },
  store_suspended: { group: "shop", roles: OFFICE, ...must, opens: "stores" },
  merchant_terminated: { group: "shop", roles: OFFICE, ...must, opens: "home" },
  store_resumed: { group: "shop", roles: OFFICE, ...must, opens: "stores" },
  store_terminated: { group: "shop", roles: OFFICE, ...must, opens: "stores" },
  import_done: { group: "shop", roles: LEADS, ...quiet, opens: "import" },
  import_faulty: { group: "shop", roles: LEADS, ...mailed, opens: "import" },
  import_failed: { group: "shop", roles: LEADS, ...mailed, opens: "import" },
  store_added: { group: "shop", roles: LEADS, ...quiet, opens: "stores" },
  wallet_ready: { group: "shop", roles: LEADS, ...quiet, opens: "stores" },
  wallet_refused: { group: "shop", roles: LEADS, ...mailed, opens: "stores" },
  statement_closed: { group: "money", roles: BOOKS, ...quiet, opens: "payout" },
  payout_paid: { group: "money", roles: BOOKS, ...mailed, opens: "payout" },
  payout_held: { group: "money", roles: BOOKS, ...must, opens: "payout" },
  payout_released: { group: "money", roles: BOOKS, ...mailed, opens: "payout" },
  payout_returned: { group: "money", roles: BOOKS, ...must, opens: "payout" },
  daily_sales: { group: "money", roles: BOOKS, mandatory: false, mail: false, inbox: false, opens: "home" },
  refund_done: { group: "money", roles: LEADS, ...quiet, opens: "payment" },
  refund_refused: { group: "money", roles: LEADS, ...mailed, opens: "payment" },
  dispute_opened: { group: "money", roles: OFFICE, ...must, opens: "dispute" },
  dispute_due: { group: "money", roles: OFFICE, ...must, opens: "dispute" },
  dispute_won: { group: "money", roles: OFFICE, ...mailed, opens: "dispute" },
  dispute_lost: { group: "money", roles: OFFICE, ...mailed, opens: "dispute" },
  dispute_expired: { group: "money", roles: OFFICE, ...must, opens: "dispute" },
  code_issued: { group: "codes", roles: LEADS, ...quiet, opens: "codes" },
  code_paused: { group: "codes", roles: LEADS, ...quiet, opens: "codes" },
  code_resumed: { group: "codes", roles: LEADS, ...quiet, opens: "codes" },
  code_revoked: { group: "codes", roles: LEADS, ...mailed, opens: "codes" },
  code_grace_ended: { group: "codes", roles: LEADS, ...mailed, opens: "codes" },
  code_silent: { group: "codes", roles: LEADS, ...mailed, opens: "codes" },
  parcel_shipped: { group: "codes", roles: LEADS, ...mailed, opens: "parcels" },
  change_submitted: { group: "account", roles: OWNER, ...must, opens: "settings" },
  change_returned: { group: "account", roles: OWNER, ...must, opens: "settings" },
  change_approved: { group: "account", roles: OWNER, ...must, opens: "settings" },
  change_rejected: { group: "account", roles: OWNER, ...must, opens: "settings" },
  bank_account_asked: { group: "account", roles: BOOKS, ...must, opens: "settings" },
  privacy_requested: { group: "account", roles: [], ...must, opens: "settings" },
  privacy_answered: { group: "account", roles: [], ...must, opens: "settings" },
  bank_account_changed: { group: "account", roles: BOOKS, ...must, opens: "settings" },
  role_given: { group: "account", roles: [], ...must, opens: "home" },
  support_viewed: { group: "account", roles: OWNER, ...must, opens: "team" },
  webhook_failed: { group: "account", roles: OWNER, ...mailed, opens: "webhook" },
  webhook_paused: { group: "account", roles: OWNER, ...must, opens: "webhook" },
  announcement_service: { group: "account", roles: OFFICE, ...must, opens: "home" },
  announcement_offer: { group: "account", roles: OFFICE, ...mailed, opens: "home" },
  role_taken: { group: "account", roles: [], ...must, opens: "home" },
  contract_waits: { group: "approvals", ...desk("terms:approve"), ...mailed, opens: "terms" },
  rate_waits: { group: "approvals", ...desk("terms:approve"), ...mailed, opens: "terms" },
  adjustment_waits: { group: "approvals", ...desk("terms:approve"), ...mailed, opens: "terms" },
  terms_approved: { group: "approvals", ...desk("terms:propose"), ...quiet, opens: "terms" },
  terms_refused: { group: "approvals", ...desk("terms:propose"), ...mailed, opens: "terms" },
  bank_file_waits: { group: "approvals", ...desk("settlement:release"), ...mailed, opens: "run" },
  bank_file_withdrawn: { group: "approvals", ...desk("settlement:prepare"), ...mailed, opens: "run" },
  write_off_waits: {
    group: "approvals",
    ...desk("reconciliation:settle"),
    ...mailed,
    opens: "reconciliation",
  },
} as const satisfies Record<string, NewsRule>;

export type NewsKind = keyof typeof NEWS;

export const NEWS_KINDS = Object.keys(NEWS).filter(isNewsKind);

/** Narrows a stored kind; one that a newer version wrote is unknown to an older one. */
export function isNewsKind(kind: string): kind is NewsKind {
  return Object.hasOwn(NEWS, kind);
}

/** The rule of a kind of news. */
export function newsRule(kind: NewsKind): NewsRule {
  return NEWS[kind];
}

/** What a person may choose about: news that reach their role, and those that name them. */
export function newsForRole(role: Role): NewsKind[] {
  return NEWS_KINDS.filter((kind) => {
    const { roles } = newsRule(kind);
    return roles.length === 0 || roles.includes(role);
  });
}

/** How one kind of news reaches a person. */
export type Delivery = { readonly mail: boolean; readonly inbox: boolean };

/** What holds for a kind: what must be told is told, else the person's choice, else the rule's own. */
export function deliveryOf(kind: NewsKind, chosen: Delivery | undefined): Delivery {
  const rule = newsRule(kind);
  if (rule.mandatory) return { mail: true, inbox: true };
  return chosen ?? { mail: rule.mail, inbox: rule.inbox ?? true };
}

/**
 * Where a press on the news leads. @param ref the payment, dispute, statement, import, change or run for screens of one
 * @param side of the reader, for screens that both have
 */
export function newsHref(kind: NewsKind, ref?: string, side: "merchant" | "operator" = "merchant"): string {
  const imports = side === "merchant" ? "/stores/import" : "/ops/imports";
  const paths: Record<NewsScreen, string> = {
    application: "/apply",
    home: "/home",
    payment: ref === undefined ? "/payments" : `/payments/${ref}`,
    dispute: ref === undefined ? "/payments/disputes" : `/payments/disputes/${ref}`,
    payout: ref === undefined ? "/payouts" : `/payouts/${ref}`,
    stores: "/stores",
    import: ref === undefined ? imports : `${imports}/${ref}`,
    codes: "/codes",
    parcels: "/codes/orders",
    team: "/team",
    webhook: ref === undefined ? "/settings/webhooks" : `/settings/webhooks/${ref}`,
    settings: ref === undefined ? "/settings" : `/settings/changes/${ref}`,
    terms: "/ops/settlement/terms",
    run: ref === undefined ? "/ops/settlement" : `/ops/settlement/${ref}`,
    reconciliation: "/ops/reconciliation",
  };
  return paths[newsRule(kind).opens];
}

/**
 * What the words of news are filled with. A name's end says what the value is: `dueAtMs` an instant, `expiresOn` a
 * day, `amountMinor` yen as decimal text; anything else is said as it is.
 */
export type NewsParams = Readonly<Record<string, string | number>>;

type Locale = "ja" | "en" | "zh" | "ko";

/**
 * Fills blanks for a reader: `{due}` from `dueAtMs`, `{expires}` from `expiresOn`, `{amount}` from `amountMinor`, and
 * `{body}` from `body_ja` for whoever reads Japanese.
 */
export function blanksOf(params: NewsParams, locale: Locale): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]): (readonly [string, string])[] => {
      const spoken = /^(.+)_(ja|en|zh|ko)$/.exec(name);
      if (spoken) return spoken[2] === locale ? [[spoken[1] ?? "", `${value}`]] : [];
      return [blankOf(name, value, locale)];
    }),
  );
}

function blankOf(name: string, value: string | number, locale: Locale): readonly [string, string] {
  if (name.endsWith("AtMs")) return [name.slice(0, -4), formatJstDateTime(Number(value), locale)];
  if (name.endsWith("Minor")) return [name.slice(0, -5), formatMoney(jpy(parseMinor(`${value}`)))];
  const day = name.endsWith("On") ? parseDay(`${value}`) : undefined;
  return day ? [name.slice(0, -2), formatDay(day, locale, { year: true })] : [name, `${value}`];
}
