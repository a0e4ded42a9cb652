/**
 * Prefixed ids that sort by the time they were minted, so that keyset paging and range partitions
 * work on the id alone. Layout: prefix, "_", 10 characters of milliseconds, 12 of randomness (60 bits).
 */
export const ID_PREFIXES = {
  person: "per",
  session: "ses",
  signInCode: "sic",
  membership: "mem",
  invitation: "inv",
  secondFactor: "fac",
  recoveryCode: "rcv",
  supportView: "viw",
  merchant: "mer",
  payoutGroup: "pgr",
  store: "sto",
  storeArea: "are",
  brand: "brd",
  franchiseGrant: "fgr",
  contract: "con",
  bankAccount: "bac",
  registration: "reg",
  application: "app",
  reviewItem: "rvi",
  decision: "dec",
  identification: "idn",
  reviewView: "rvw",
  document: "doc",
  documentPage: "dpg",
  change: "chg",
  merchantVersion: "mev",
  poster: "pos",
  printJob: "prj",
  printOrder: "pro",
  printParcel: "prp",
  printHandover: "prh",
  refund: "ref",
  dispute: "dsp",
  exchange: "nex",
  riskLimit: "rkl",
  riskAlert: "rka",
  entry: "led",
  networkMessage: "nms",
  parked: "prk",
  run: "run",
  statement: "stm",
  statementLine: "stl",
  payout: "pyo",
  bankFile: "bnf",
  settlementProposal: "stp",
  feeRate: "fee",
  adjustment: "adj",
  payoutHold: "pyh",
  earlyPayout: "eap",
  networkReport: "nrp",
  networkReceipt: "nrc",
  reconciliationItem: "rci",
  event: "evt",
  audit: "aud",
  auditCheck: "auc",
  notification: "ntf",
  apiKey: "key",
  trouble: "trb",
  webhookEndpoint: "whe",
  webhookDelivery: "whd",
  webhookAttempt: "wha",
  privacyRequest: "prq",
  importJob: "imj",
  bulkChange: "blk",
  savedView: "sav",
  announcement: "ann",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** `at` in epoch milliseconds; `random` fills a byte array (crypto at the edge, seeded in tests and demo data). */
export type IdSource = { readonly nowMs: number; readonly random: (size: number) => Uint8Array };

// Crockford's alphabet in ASCII order, so that text order is time order.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

function encodeTime(ms: number): string {
  let rest = ms;
  let text = "";
  for (let i = 0; i < 10; i += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Mints an id: `newId("merchant", source)` -> `mer_01k…`. */
export function newId(kind: IdKind, source: IdSource): string {
  let tail = "";
  for (const byte of source.random(12)) tail += ALPHABET.charAt(byte % 32);
  return `${ID_PREFIXES[kind]}_${encodeTime(source.nowMs)}${tail}`;
}

/** The smallest id of a kind at an instant: the lower bound of a partition or of a keyset page. */
export function idFloor(kind: IdKind, atMs: number): string {
  return `${ID_PREFIXES[kind]}_${encodeTime(atMs)}`;
}

/**
 * The payment number: 13 digits of epoch milliseconds and 7 of randomness; its last four are read aloud at the till.
 * A payment's id is `pay_` and this number, so the number is unique for ever and sorts by time.
 */
export function newPaymentNumber(source: IdSource): string {
  let tail = "";
  for (const byte of source.random(7)) tail += (byte % 10).toString();
  return `${source.nowMs.toString().padStart(13, "0")}${tail}`;
}

/** The instant (epoch milliseconds) at which an id was minted, or of a lower bound that `idFloor` made. */
export function idTimeMs(id: string): number {
  const letters = id.slice(id.indexOf("_") + 1).slice(0, 10);
  return [...letters].reduce((ms, letter) => ms * 32 + ALPHABET.indexOf(letter), 0);
}
