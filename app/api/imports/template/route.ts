import { download } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { templateCsv } from "@/server/directory/import/files/document";
import { isLanguage } from "@/server/kernel/languages";

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** An empty table with examples, with headers in the person's language. */
export async function GET(request: Request): Promise<Response> {
  const { signedIn } = await requestContext();
  const language = isLanguage(signedIn?.locale) ? signedIn.locale : "ja";
  const kind = new URL(request.url).searchParams.get("kind") === "merchants" ? "merchants" : "stores";
  const file = { name: `${kind}-template.csv`, type: "text/csv; charset=utf-8" };
  return download(bytesOf(templateCsv(kind, language)), file);
}
