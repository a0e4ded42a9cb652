import type { Messages } from "./shape";

/** The dotted way to a group of words: `merchant`, `merchant.home`. */
export type WordsPath = PathOf<Messages>;

type PathOf<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? never : `${Prefix}${K}` | PathOf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/**
 * Which words the browser gets with the pages of a folder, besides those of the folders above. Server components
 * read any word; what client components use has to stand here, and no more: parts.test.ts compares.
 */
export const WORDS_OF = {
  app: ["common"],
  "app/(public)/(site)/inspect": ["verify"],
  "app/(public)/(site)/verify": ["errors", "verify"],
  "app/(public)/invite/[token]": ["errors", "people.invite"],
  "app/(public)/signin/second-factor": ["errors", "security"],
  "app/(merchant)": ["errors", "troubles", "merchant.live", "merchant.sound", "people.viewing", "security"],
  "app/(public)/apply": [
    "errors",
    "identity.account",
    "identity.roles",
    "onboarding",
    "privacy.transfer",
    "security",
  ],
  "app/(merchant)/counter": ["merchant.counter"],
  "app/(merchant)/(shell)": [
    "people",
    "identity.account",
    "identity.roles",
    "chain.disclosure",
    "chain.franchise.levels",
    "merchant",
    "news",
    "payments",
    "payouts.accountType",
    "privacy.request",
  ],
  "app/(merchant)/(shell)/codes": ["codes", "printing"],
  "app/(merchant)/(shell)/payments/[payment]": ["disputes"],
  "app/(merchant)/(shell)/payments/disputes": ["disputes"],
  "app/(merchant)/(shell)/payouts": ["payouts"],
  "app/(merchant)/(shell)/settings/keys": ["integration.keys", "integration.once"],
  "app/(merchant)/(shell)/settings/webhooks": ["integration.webhooks", "integration.once"],
  "app/(merchant)/(shell)/settings/changes": ["changes", "onboarding"],
  "app/(merchant)/(shell)/stores": ["onboarding.hours", "onboarding.issue"],
  "app/(merchant)/(shell)/stores/areas": ["chain", "codes.paperName"],
  "app/(merchant)/(shell)/stores/franchisees": ["chain.franchise"],
  "app/(merchant)/(shell)/stores/payout-groups": ["chain.groups"],
  "app/(merchant)/(shell)/stores/import": ["imports"],
  "app/(operator)": [
    "errors",
    "identity.account",
    "identity.roles",
    "news",
    "ops",
    "people.sessions",
    "people.team",
    "review",
    "security",
    "troubles",
  ],
  "app/(operator)/ops/books": ["books"],
  "app/(operator)/ops/brands": ["codes.paperName", "directory.pick"],
  "app/(operator)/ops/merchants": [
    "chain.fee",
    "codes.paperName",
    "codes.state",
    "directory",
    "onboarding.category",
    "payments.state",
    "settlement.carriedReason",
    "settlement.holdReason",
    "settlement.payoutState",
    "terms",
  ],
  "app/(operator)/ops/merchants/[merchant]": ["actions", "riskDesk.disputes.states", "riskDesk.ruleName"],
  "app/(operator)/ops/codes": ["directory.rhythm", "onboarding.category"],
  "app/(operator)/ops/imports": ["directory.pick", "imports"],
  "app/(operator)/ops/network": ["directory", "onboarding.category"],
  "app/(operator)/ops/printing": ["printing.desk"],
  "app/(operator)/ops/registrations": [
    "directory.registration",
    "merchant.stores.correct",
    "onboarding.hours",
    "onboarding.issue",
  ],
  "app/(operator)/ops/review": ["onboarding", "directory.state"],
  "app/(operator)/ops/review/changes": ["changeDesk", "changes", "payouts.accountType"],
  "app/(operator)/ops/reconciliation": ["reconciliation"],
  "app/(operator)/ops/risk": ["directory.pick", "riskDesk.alerts", "riskDesk.limits"],
  "app/(operator)/ops/settlement": ["settlement", "terms", "onboarding.category"],
  "app/(operator)/ops/work": ["riskDesk.work"],
} as const satisfies Record<string, readonly WordsPath[]>;

export type WordsPart = keyof typeof WORDS_OF;
