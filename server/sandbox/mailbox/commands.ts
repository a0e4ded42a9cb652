import { simpleParser } from "mailparser";
import type { Sql } from "../queries";
import { foldAddress } from "./rules";

export type ReceivedMail = {
  readonly source: Buffer;
  /** The envelope's recipients, which are where it really went. */
  readonly recipients: readonly string[];
  readonly sender: string;
  readonly receivedAt: number;
};

/** Reads a mail as it came over SMTP and keeps it. */
export async function storeMail(sql: Sql, mail: ReceivedMail): Promise<void> {
  const parsed = await simpleParser(mail.source, { skipImageLinks: true });
  await sql(
    `INSERT INTO mail (sender, recipients, subject, body_text, body_html, received_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      parsed.from?.text ?? mail.sender,
      mail.recipients.map(foldAddress),
      storable(parsed.subject ?? ""),
      storable(parsed.text ?? ""),
      typeof parsed.html === "string" ? storable(parsed.html) : null,
      mail.receivedAt,
    ],
  );
}

/** PostgreSQL keeps no NUL in text. */
function storable(text: string): string {
  return text.replaceAll("\u0000", "");
}
