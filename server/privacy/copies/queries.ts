import { getApplication } from "@/server/onboarding/queries";
import { poolFor, prismaFor, type Sql, sqlOfClient } from "@/server/platform/db";

/** Lines that are read at once. */
const PAGE = 500;

export type CopySection = { readonly name: string; readonly rows: readonly unknown[] };

/**
 * Everything that is stored of a person, section by section and page by page, so that years of it need no more memory
 * than one page. A person's data lie in several tenants, so it is read as the role that sees them all; whoever calls
 * has checked that the person asks for their own.
 */
export async function* readCopy(personId: string): AsyncGenerator<CopySection> {
  const sql = sqlOfClient(poolFor("operator"));
  const all = (text: string) => sql<Record<string, unknown>>(text, [personId]);
  yield {
    name: "account",
    rows: await all("SELECT id, email, name, locale, created_at FROM person WHERE id = $1"),
  };
  yield {
    name: "roles",
    rows: await all(
      `SELECT m.id, m.tenant_id, mer.trade_name AS merchant, m.role, m.store_ids, m.created_at, m.revoked_at
       FROM membership m LEFT JOIN merchant mer ON mer.id = m.tenant_id WHERE m.person_id = $1 ORDER BY m.id`,
    ),
  };
  yield {
    name: "sessions",
    rows: await all(
      "SELECT id, user_agent, created_at, expires_at FROM session WHERE person_id = $1 ORDER BY id",
    ),
  };
  yield { name: "applications", rows: await readApplications(sql, personId) };
  yield {
    name: "documents",
    rows: await all(
      `SELECT d.id, d.application_id, d.kind, d.content_type, d.byte_size, d.pages, d.state, d.created_at
       FROM document d JOIN application a ON a.id = d.application_id WHERE a.applicant_id = $1 ORDER BY d.id`,
    ),
  };
  yield* paged(
    sql,
    "parcels",
    `SELECT p.id, p.recipient, p.attention, p.phone, p.postal_code, p.address, p.created_at
     FROM print_parcel p JOIN print_order o ON o.id = p.order_id
     WHERE o.ordered_by = $1 AND p.id > $2 ORDER BY p.id LIMIT ${PAGE}`,
    personId,
  );
  yield* paged(
    sql,
    "notices",
    `SELECT id, kind, params, created_at, read_at, mail_sent_at FROM notification
     WHERE person_id = $1 AND id > $2 ORDER BY id LIMIT ${PAGE}`,
    personId,
  );
  yield* paged(
    sql,
    "actions",
    `SELECT id, action, subject_id, changed_fields, occurred_at FROM audit_event
     WHERE actor_id = $1 AND id > $2 ORDER BY id LIMIT ${PAGE}`,
    personId,
  );
}

/** What the person typed into their applications, opened. */
async function readApplications(sql: Sql, personId: string): Promise<unknown[]> {
  const rows = await sql<{ id: string }>("SELECT id FROM application WHERE applicant_id = $1 ORDER BY id", [
    personId,
  ]);
  const found: unknown[] = [];
  for (const { id } of rows) {
    // A person has a handful; each is opened by its own key.
    const { content, state, createdAt, submittedAt, closedAt } = await getApplication(
      prismaFor("operator"),
      id,
    );
    found.push({ id, state, createdAt, submittedAt, closedAt, ...content });
  }
  return found;
}

async function* paged(sql: Sql, name: string, text: string, personId: string): AsyncGenerator<CopySection> {
  let after = "";
  for (;;) {
    const rows = await sql<{ id: string }>(text, [personId, after]);
    yield { name, rows };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
