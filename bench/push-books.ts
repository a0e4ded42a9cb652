import { checkLedger } from "@/server/ledger/check/queries";
import { transactSql } from "@/server/platform/db";
import { report } from "./report";

/** Whatever was acknowledged is booked with all that belongs to it: the memory, the payment, its money and its event. */
const BOOKED = `
  SELECT count(*)::int AS booked
  FROM unnest($1::text[], $2::text[]) AS said(network_id, number)
  JOIN network_message_key k ON k.key = 'payment:' || said.network_id AND k.payment_id = 'pay_' || said.number
  JOIN payment p ON p.id = k.payment_id AND p.network_payment_id = said.network_id AND p.state = 'succeeded'
  JOIN ledger_key l ON l.key = 'payment:' || p.id
  JOIN ledger_entry e ON e.id = l.entry_id AND e.reference = p.id AND e.tenant_id = p.tenant_id
  JOIN ledger_posting m ON m.entry_id = e.id AND m.amount_minor = p.amount_minor
  JOIN outbox_event o ON o.subject_id = p.id AND o.type = 'payment.succeeded'`;

/** Everything of which there may be exactly one for each payment that was acknowledged. */
const KEPT = `
  SELECT (SELECT count(*) FROM payment)::int AS payments, (SELECT count(*) FROM ledger_posting)::int AS postings,
         (SELECT count(*) FROM network_message_key)::int AS keys, (SELECT count(*) FROM network_message)::int AS bodies,
         (SELECT count(*) FROM outbox_event)::int AS events`;

/**
 * Compares what was acknowledged with the books, one by one, and reports what is missing and what is too much.
 * @param acknowledged the network's id and Noren's number of every payment that was answered `S`
 */
export async function auditAcknowledged(
  bench: string,
  acknowledged: ReadonlyMap<string, string>,
): Promise<void> {
  const said = acknowledged.size;
  const { booked, kept, problems } = await transactSql("jobs", async (sql) => {
    const [found] = await sql<{ booked: number }>(BOOKED, [
      [...acknowledged.keys()],
      [...acknowledged.values()],
    ]);
    const [counts] = await sql<Record<string, number>>(KEPT);
    const checked = await checkLedger(sql);
    return { booked: found?.booked ?? 0, kept: Object.values(counts ?? {}), problems: checked.problems };
  });
  const tooMuch = Math.max(...kept.map((count) => count - said));
  const say = (figure: string, value: number, unit: string) =>
    report({ bench, figure, value, unit, baseline: null });
  say("acknowledged", said, "payments");
  say("acknowledged and not booked", said - booked, "payments");
  say("booked more often than acknowledged", tooMuch, "payments");
  say("problems in the books", problems.length, "findings");
}
