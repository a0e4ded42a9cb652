import { z } from "zod";
import type { Sql } from "../queries";
import { codeInMail, foldAddress } from "./rules";

const mailRow = z
  .object({
    id: z.coerce.string(),
    sender: z.string(),
    recipients: z.array(z.string()),
    subject: z.string(),
    body_text: z.string(),
    body_html: z.string().nullable(),
    received_at: z.coerce.number(),
  })
  .transform((row) => ({
    id: row.id,
    sender: row.sender,
    recipients: row.recipients,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    receivedAt: row.received_at,
    code: codeInMail(`${row.subject}\n${row.body_text}`),
  }));
export type Mail = z.output<typeof mailRow>;

/** Mails newest first, all or those to one address. */
export async function listMails(sql: Sql, to: string | undefined): Promise<readonly Mail[]> {
  const rows = await sql(
    "SELECT * FROM mail WHERE $1::text IS NULL OR recipients @> ARRAY[$1::text] ORDER BY id DESC LIMIT 200",
    [to === undefined || to === "" ? null : foldAddress(to)],
  );
  return rows.map((row) => mailRow.parse(row));
}

/** One mail, or null. */
export async function findMail(sql: Sql, id: string): Promise<Mail | null> {
  if (!/^\d{1,15}$/.test(id)) return null;
  const rows = await sql("SELECT * FROM mail WHERE id = $1", [id]);
  return rows[0] === undefined ? null : mailRow.parse(rows[0]);
}
