import { type EmvNode, type EmvObject, encodeEmv, inspectEmv } from "@/server/codes/emv/rules";
import { isMain } from "@/server/platform/main-module";
import { seeded } from "./poster-camera";
import { report, timed } from "./report";

const ROUND_TRIPS = 100_000;
const LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -.,&'()/";
const ANY = "さくらマート髙﨑①㈱𠮷한국最佳運輸é😀 A1-";
/** Ids of additional data that are plain text. */
const ADDITIONAL = ["01", "02", "03", "04", "05", "06", "07", "08"];

type Dice = {
  readonly below: (end: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly text: (letters: string, most: number) => string;
};

function diceOf(seed: number): Dice {
  const random = seeded(seed);
  const below = (end: number) => Math.floor(random() * end);
  const text = (letters: string, most: number) => {
    const alphabet = Array.from(letters);
    return Array.from({ length: 1 + below(most) }, () => alphabet[below(alphabet.length)] ?? "").join("");
  };
  return { below, chance: (percent) => random() * 100 < percent, text };
}

const two = (number: number) => number.toString().padStart(2, "0");

/** A payload that keeps every limit of the standard. */
function somePayload(dice: Dice): EmvNode[] {
  const digits = (count: number) => Array.from({ length: count }, () => dice.below(10)).join("");
  const guid = (id: string): EmvNode => ({
    id,
    value: [
      { id: "00", value: `jp.${dice.text("abcdefgh", 20)}` },
      { id: two(1 + dice.below(49)), value: dice.text(LATIN.replace(" ", ""), 40) },
    ],
  });
  const nodes: EmvNode[] = [{ id: "01", value: dice.chance(50) ? "11" : "12" }];
  if (dice.chance(40)) nodes.push({ id: two(2 + dice.below(24)), value: digits(1 + dice.below(40)) });
  nodes.push(guid(two(26 + dice.below(26))));
  nodes.push({ id: "52", value: digits(4) }, { id: "53", value: digits(3) }, { id: "58", value: "JP" });
  if (dice.chance(50)) nodes.push({ id: "54", value: `${1 + dice.below(9_999_999)}` });
  nodes.push(
    { id: "59", value: `A${dice.text(LATIN, 23)}Z` },
    { id: "60", value: `B${dice.text(LATIN, 13)}Z` },
  );
  if (dice.chance(50)) nodes.push({ id: "61", value: digits(7) });
  if (dice.chance(60)) {
    const fields = ADDITIONAL.filter(() => dice.chance(25));
    const value = fields.map((id) => ({ id, value: dice.text(LATIN.replace(" ", ""), 8) }));
    if (value.length > 0) nodes.push({ id: "62", value });
  }
  if (dice.chance(60)) {
    const value = [
      { id: "00", value: "JA" },
      { id: "01", value: dice.text(ANY.replace(" ", ""), 25) },
    ];
    nodes.push({ id: "64", value });
  }
  if (dice.chance(30)) nodes.push(guid(two(80 + dice.below(20))));
  // After the first, the order is free.
  for (let at = nodes.length - 1; at > 0; at -= 1) {
    const other = dice.below(at + 1);
    const [a, b] = [nodes[at], nodes[other]];
    if (a && b) [nodes[at], nodes[other]] = [b, a];
  }
  return [{ id: "00", value: "01" }, ...nodes];
}

function plain(objects: readonly EmvObject[]): EmvNode[] {
  return objects.map(({ id, value, children }) => ({ id, value: children ? plain(children) : value }));
}

/** One letter less, more or another, a piece cut out, or nothing like it. */
function broken(payload: string, dice: Dice): string {
  const letters = Array.from(payload);
  const at = dice.below(letters.length);
  switch (dice.below(5)) {
    case 0:
      return letters.toSpliced(at, 1).join("");
    case 1:
      return letters.toSpliced(at, 0, dice.text(LATIN + ANY, 1)).join("");
    case 2:
      return letters.toSpliced(at, 1, String.fromCodePoint(dice.below(0xd7ff))).join("");
    case 3:
      return letters.slice(0, at).join("");
    default:
      return dice.text(`${LATIN}${ANY}\u0000\ud800`, 200);
  }
}

export type RoundTrips = { readonly failures: readonly string[]; readonly broken: number };

/** Writes and reads random payloads, and reads what is left of them when they are broken. Repeats with its seed. */
export function emvRoundTrips({ count, seed }: { count: number; seed: number }): RoundTrips {
  const dice = diceOf(seed);
  const failures: string[] = [];
  let refused = 0;
  for (let at = 0; at < count; at += 1) {
    const nodes = somePayload(dice);
    const payload = encodeEmv(nodes);
    const read = inspectEmv(payload);
    const same = JSON.stringify(plain(read.objects.slice(0, -1))) === JSON.stringify(nodes);
    if (!read.ok || read.warnings.length > 0 || !same) failures.push(payload);
    const other = broken(payload, dice);
    const judged = inspectEmv(other);
    // What was put back as it was is no broken one.
    if (!judged.ok || other === payload) refused += 1;
    else failures.push(other);
  }
  return { failures, broken: refused };
}

/** A hundred thousand round trips; a failure is printed with its payload. */
export async function benchEmv(): Promise<void> {
  let trips: RoundTrips = { failures: [], broken: 0 };
  const ms = await timed(async () => {
    trips = emvRoundTrips({ count: ROUND_TRIPS, seed: 1 });
  });
  const say = (figure: string, value: number, unit: string) =>
    report({ bench: "emv", figure, value, unit, baseline: null });
  say(
    `failures of ${ROUND_TRIPS} random round trips and as many broken payloads`,
    trips.failures.length,
    "payloads",
  );
  say("written, read and judged", (1_000 * ms) / ROUND_TRIPS, "µs");
  for (const payload of trips.failures.slice(0, 5)) process.stderr.write(`${JSON.stringify(payload)}\n`);
  if (trips.failures.length > 0) process.exitCode = 1;
}

if (isMain(import.meta.url)) await benchEmv();
