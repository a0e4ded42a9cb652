import { formatPostalCode } from "@/server/kernel/contact";
import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { Language } from "@/server/kernel/languages";
import { headerOf } from "../import/columns/rules";
import { STORE_COLUMNS } from "../import/stores/schema";
import { keysOf } from "../import/table/rules";
import type { ExportedStore, StorePage } from "./queries";

function lineOf(store: ExportedStore): string {
  const cells = {
    ...store,
    storeNumber: store.storeNumber ?? "",
    area: store.area ?? "",
    postalCode: formatPostalCode(store.postalCode),
    counters: store.counters.join("\n"),
  };
  return csvLine(keysOf(STORE_COLUMNS).map((column) => cells[column]));
}

/**
 * Stores as a table that the import takes again, page by page as the reader takes it.
 * @param nextPage reads the page behind a store, the first one without
 */
export async function* storeCsv(
  nextPage: (afterId: string | undefined) => Promise<StorePage>,
  language: Language,
): AsyncGenerator<string> {
  yield `${CSV_BOM}${csvLine(keysOf(STORE_COLUMNS).map((column) => headerOf(STORE_COLUMNS, column, language)))}`;
  let afterId: string | undefined;
  do {
    const page = await nextPage(afterId);
    yield page.rows.map(lineOf).join("");
    afterId = page.afterId ?? undefined;
  } while (afterId !== undefined);
}
