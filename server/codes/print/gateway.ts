import { DomainError } from "@/server/kernel/errors";
import { storage } from "@/server/platform/storage";
import { mergePdfs, zipOf } from "./bundle/document";
import type { PrintRow } from "./queries";

/** Where a piece of a print is kept until its time is over. */
export function partKey(printId: string, part: number): string {
  return `prints/${printId}/${part}`;
}

async function* partsIn({ printId, parts }: PrintRow): AsyncGenerator<Buffer> {
  for (let part = 0; part < parts; part += 1) {
    const kept = await storage().get(partKey(printId, part));
    if (kept === null) throw new DomainError("unavailable");
    yield Buffer.from(kept);
  }
}

/**
 * The finished file of a print, put together while it is sent: one piece in memory at a time.
 * @throws DomainError code_state for one that is not done
 */
export function printedFile(print: PrintRow): AsyncGenerator<Buffer> {
  if (print.state !== "done") throw new DomainError("code_state");
  return print.packing === "zip" ? zipOf(partsIn(print)) : mergePdfs(partsIn(print));
}
