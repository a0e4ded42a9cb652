import { poolFor, sqlOfClient } from "@/server/platform/db";
import { again, must, type World } from "./soak-world";

/** What is wrong with the books as they stand, in one statement outside any transaction: the wire stays as it is. */
const BROKEN = `
  WITH entry AS (
    SELECT e.id, e.reference, e.kind, count(m.entry_id) AS moves, min(m.amount_minor) AS least, sum(m.amount_minor) AS minor
    FROM ledger_entry e LEFT JOIN ledger_posting m ON m.entry_id = e.id GROUP BY e.id, e.reference, e.kind
  ), sale AS (
    SELECT reference AS id, count(*) AS entries, sum(minor) AS minor FROM entry WHERE kind = 'payment' GROUP BY 1
  )
  SELECT 'G1: entry ' || id || ' moves nothing' AS problem FROM entry WHERE moves = 0 OR least <= 0
  UNION ALL
  SELECT 'G3: ' || p.id || ' is ' || p.state || ' and booked ' || coalesce(sale.entries, 0) || ' times'
  FROM payment p LEFT JOIN sale USING (id)
  WHERE CASE WHEN p.state = 'succeeded' THEN sale.entries IS DISTINCT FROM 1
             WHEN p.state IN ('created', 'pending', 'failed', 'expired') THEN sale.entries IS NOT NULL
             ELSE sale.entries > 1 END
     OR sale.minor <> p.amount_minor
  UNION ALL
  SELECT 'G3: ' || kind || ' of ' || reference || ' is booked ' || count(*) || ' times' FROM entry
  WHERE kind IN ('refund_opened', 'refund_done', 'refund_refused', 'late_success') GROUP BY kind, reference HAVING count(*) > 1
  UNION ALL
  SELECT 'G3: ' || network_payment_id || ' is ' || count(*) || ' payments' FROM payment
  WHERE network_payment_id IS NOT NULL GROUP BY network_payment_id HAVING count(*) > 1
  UNION ALL
  SELECT 'G5: a sale without a payment: ' || sale.id FROM sale LEFT JOIN payment p USING (id) WHERE p.id IS NULL
  UNION ALL
  SELECT 'G6: ' || said.id || ' was acknowledged and is ' || coalesce(p.state, 'absent')
  FROM unnest($1::text[]) AS said(id) LEFT JOIN payment p USING (id)
  WHERE p.state IS NULL OR p.state NOT IN ('succeeded', 'cancel_requested', 'cancelled')
  UNION ALL
  SELECT 'G7: ' || open.id || ' is open at the network and ' || p.state || ' here'
  FROM unnest($2::text[]) AS open(id) JOIN payment p USING (id) WHERE p.state IN ('succeeded', 'failed', 'cancelled')
  UNION ALL
  SELECT 'G9: ' || p.id || ' is refunded beyond its amount' FROM payment p JOIN refund r ON r.payment_id = p.id
  WHERE r.state <> 'refused' GROUP BY p.id, p.amount_minor HAVING sum(r.amount_minor) > p.amount_minor
  LIMIT 5`;

/** What must hold after every single step, whatever is under way. @throws Finding */
export async function checkStep({ model }: World): Promise<void> {
  const idsOf = (isOne: (payment: (typeof model.payments)[number]) => boolean) =>
    model.payments.filter(isOne).map(({ id }) => id);
  const acknowledged = idsOf(({ origin }) => origin === "push");
  const open = idsOf(({ origin, truth }) => origin === "entry" && truth === "open");
  const rows = await again(() =>
    sqlOfClient(poolFor("jobs"))<{ problem: string }>(BROKEN, [acknowledged, open]),
  );
  must(rows.length === 0, rows.map(({ problem }) => problem).join("\n"));
}
