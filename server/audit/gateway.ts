import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

/**
 * The anchor: a file outside of the database that keeps the head of every seal, one JSON document a line. Whoever
 * rewrites the database must rewrite this file too, which operators ship to storage that cannot be overwritten.
 */
const line = z.object({ seq: z.coerce.bigint(), sealHash: z.string().regex(/^[0-9a-f]{64}$/) });

export type Anchor = z.infer<typeof line>;

/** Every anchored head in the order in which it was written; the last line may be half-written after a crash. */
export function readAnchors(file: string): Anchor[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((text) => {
    const parsed = line.safeParse(jsonOf(text));
    return parsed.success ? [parsed.data] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Appends heads and waits until the disk has them. */
export async function appendAnchors(file: string, anchors: readonly Anchor[]): Promise<void> {
  if (anchors.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const handle = await open(file, "a", 0o600);
  try {
    const lines = anchors.map(({ seq, sealHash }) => `${JSON.stringify({ seq: `${seq}`, sealHash })}\n`);
    // A line that a crash cut short must not swallow the next one.
    await handle.write(`${(await endsWithBreak(file)) ? "" : "\n"}${lines.join("")}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function endsWithBreak(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 });
    return buffer.toString() === "\n";
  } finally {
    await handle.close();
  }
}
