import { download } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { templateCsv } from "@/server/directory/import/files/document";
import { isLanguage } from "@/server/kernel/languages";

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** An empty table with two examples, with headers in the person's language. */
export async function GET(): Promise<Response> {
  const { signedIn } = await requestContext();
  const language = isLanguage(signedIn?.locale) ? signedIn.locale : "ja";
  return download(bytesOf(templateCsv(language)), {
    name: "stores-template.csv",
    type: "text/csv; charset=utf-8",
  });
}
