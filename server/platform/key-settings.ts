import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type EncryptionKey = { readonly id: string; readonly key: Uint8Array };

/** Keys that encrypt what is stored: `id:base64`, the first one writes. */
export const encryptionKeys = z.string().transform((text, context): EncryptionKey[] => {
  const keys = text.split(",").map((entry) => {
    const [id = "", encoded = ""] = entry.trim().split(/:(.*)/);
    return { id, key: new Uint8Array(Buffer.from(encoded, "base64")) };
  });
  const ids = new Set(keys.map((entry) => entry.id));
  const wellFormed = keys.every((entry) => /^[A-Za-z0-9_-]{1,16}$/.test(entry.id) && entry.key.length === 32);
  if (!wellFormed) context.addIssue("must be id:base64 of 32 bytes, separated by commas");
  if (ids.size !== keys.length) context.addIssue("names a key twice");
  return keys;
});

/** A PEM as text, with `\n` for its line breaks where the environment holds one line, or the path of its file. */
export const pem = z.string().transform((text, context): string => {
  if (text.includes("-----BEGIN")) return text.replaceAll("\\n", "\n");
  const path = text.replace(/^file:/, "");
  if (existsSync(path)) return readFileSync(path, "utf8");
  context.addIssue("is neither a PEM nor the path of a PEM file");
  return "";
});

/** Keys that verify signatures, by version. */
export const publicKeys = z.string().transform((text, context): Map<number, string> => {
  const keys = new Map<number, string>();
  for (const entry of text.split(",")) {
    const [version = "", value = ""] = entry.trim().split(/:(.*)/s);
    const parsed = pem.safeParse(value);
    if (/^\d{1,6}$/.test(version) && parsed.success) keys.set(Number(version), parsed.data);
    else context.addIssue("must be version:PEM or version:path, separated by commas");
  }
  return keys;
});
