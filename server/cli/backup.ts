import { resolve } from "node:path";
import { Command } from "commander";
import { readAnchors } from "@/server/audit/gateway";
import { verifyAudit } from "@/server/audit/seal/queries";
import { takeBackup } from "@/server/platform/backup";
import { wallNow } from "@/server/platform/clock";
import { transactSql } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { restoreBackup } from "@/server/platform/restore";
import { checkBooks } from "@/server/settlement/proof/queries";
import { answer, endWithFindings, note } from "./output";

/** The proof that books and log are whole: the same checks as `ledger check` and `audit verify`. */
export async function proveWhole() {
  const ledger = await transactSql("jobs", checkBooks);
  const anchors = readAnchors(env().anchorFile);
  const audit = await transactSql("jobs", (sql) => verifyAudit(sql, anchors));
  return { ok: ledger.ok && audit.ok, ledger, audit };
}

/** `noren backup --out DIR`: a copy of database and documents at one instant, while the product works. */
export function backupCommand(): Command {
  return new Command("backup")
    .description("copy the database at one instant, and the documents, to a new folder")
    .requiredOption("--out <folder>", "a new or empty folder")
    .action(async ({ out }: { out: string }) => {
      const folder = resolve(out);
      const manifest = await takeBackup(folder, wallNow, note);
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const proof = await proveWhole();
      const { takenAt, keyIds, documents } = manifest;
      answer({
        ...proof,
        folder,
        takenAt,
        tables: manifest.tables.length,
        rows,
        documents: documents.length,
        keyIds,
      });
      if (!proof.ok) endWithFindings();
    });
}

/** `noren restore DIR`: fills an empty database that is migrated, and proves what came back. */
export function restoreCommand(): Command {
  return new Command("restore")
    .description("fill an empty, migrated database and the documents from a backup, and check both")
    .argument("<folder>", "what `noren backup` wrote")
    .action(async (from: string) => {
      const manifest = await restoreBackup(resolve(from), note);
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const proof = await proveWhole();
      answer({ ...proof, takenAt: manifest.takenAt, rows, documents: manifest.documents.length });
      if (!proof.ok) endWithFindings();
    });
}
