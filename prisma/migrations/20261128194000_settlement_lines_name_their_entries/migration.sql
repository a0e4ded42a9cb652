-- Each line of a statement names the entries that it sums, with their amounts: a line opens without a search, and a
-- file of a million entries is read along one index.
ALTER TABLE statement_entry ADD COLUMN line_seq INTEGER, ADD COLUMN amount_minor BIGINT;

ALTER TABLE statement_entry DISABLE TRIGGER USER;
UPDATE statement_entry summed SET line_seq = line.seq, amount_minor = known.amount_minor
FROM (
  SELECT summed.entry_id, summed.payout_group_id, summed.statement_id, entry.business_day_on AS day_on,
         CASE WHEN entry.kind IN ('payment', 'reversal') THEN 'sales'
              WHEN entry.kind IN ('adjustment', 'correction') THEN 'adjustments'
              WHEN entry.kind = 'payout_returned' THEN 'returned_payouts' ELSE 'refunds' END AS kind,
         COALESCE(payment.store_id, refund.store_id) AS store_id,
         COALESCE(payment.wallet_id, refund.wallet_id) AS wallet_id, moved.amount_minor
  FROM statement_entry summed
  JOIN ledger_entry entry ON entry.id = summed.entry_id
  JOIN LATERAL (
    SELECT sum(CASE WHEN split_part(from_account, ':', 4) = summed.payout_group_id
                     AND from_account LIKE 'merchant:%:payable:%' THEN amount_minor ELSE -amount_minor END)::bigint AS amount_minor
    FROM ledger_posting
    WHERE entry_id = summed.entry_id
      AND (from_account LIKE 'merchant:%:payable:' || summed.payout_group_id
           OR to_account LIKE 'merchant:%:payable:' || summed.payout_group_id)
  ) moved ON true
  LEFT JOIN payment ON payment.id = entry.reference AND entry.kind IN ('payment', 'reversal')
  LEFT JOIN refund ON refund.id = entry.reference
) known
JOIN statement_line line ON line.statement_id = known.statement_id AND line.kind = known.kind
  AND line.day_on = known.day_on AND line.store_id IS NOT DISTINCT FROM known.store_id
  AND line.wallet_id IS NOT DISTINCT FROM known.wallet_id
WHERE summed.entry_id = known.entry_id AND summed.payout_group_id = known.payout_group_id;
ALTER TABLE statement_entry ENABLE TRIGGER USER;

ALTER TABLE statement_entry ALTER COLUMN line_seq SET NOT NULL, ALTER COLUMN amount_minor SET NOT NULL;
DROP INDEX "statement_entry_statement_id_entry_id_idx";
CREATE INDEX "statement_entry_statement_id_line_seq_entry_id_idx" ON "statement_entry"("statement_id", "line_seq", "entry_id");

-- A file that was taken back says by whom and why beside its number, not only in the audit log.
ALTER TABLE bank_file ADD COLUMN withdrawn_by TEXT, ADD COLUMN withdrawn_at TIMESTAMPTZ(3), ADD COLUMN withdrawn_reason TEXT;
ALTER TABLE bank_file ADD CONSTRAINT bank_file_withdrawal_recorded CHECK (
  (state = 'withdrawn') = (withdrawn_by IS NOT NULL AND withdrawn_at IS NOT NULL AND withdrawn_reason IS NOT NULL)
) NOT VALID;

-- Banks and branches that a later edition of the directory no longer has stay for what was paid there before.
ALTER TABLE bank ADD COLUMN gone_on CHAR(10);
ALTER TABLE bank_branch ADD COLUMN gone_on CHAR(10);
