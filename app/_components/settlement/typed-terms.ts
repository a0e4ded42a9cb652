import { readTypedYen } from "@/server/kernel/typed-yen";

/** A rate as people type it: "1.98" is 198 basis points. Null for anything but 0 to 100 with at most two decimals. */
export function readRate(text: string): number | null {
  const [, whole, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.normalize("NFKC").trim()) ?? [];
  if (whole === undefined) return null;
  const basisPoints = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  return basisPoints <= 10_000 ? basisPoints : null;
}

/** An amount that may be taken away, with a minus sign of any kind before it. Null for zero and for what is no amount. */
export function readSignedYen(text: string): bigint | null {
  const plain = text.normalize("NFKC").trim();
  const isTaken = /^[-−–ー]/u.test(plain);
  const minor = readTypedYen(isTaken ? plain.slice(1) : plain);
  if (minor === null || minor === 0n) return null;
  return isTaken ? -minor : minor;
}
