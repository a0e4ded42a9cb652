import { expect, test } from "vitest";
import { IMPORT_KEPT_MS } from "@/server/directory/import/files/rules";
import { retentionLine } from "./rules";

test("files of imports are kept exactly as long as the privacy notice says", () => {
  const { count, unit } = retentionLine("import_files");
  expect({ count, unit }).toEqual({ count: IMPORT_KEPT_MS / 86_400_000, unit: "days" });
});
