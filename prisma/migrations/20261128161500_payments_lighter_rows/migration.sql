-- What the network said and what it was answered is kept as text that is JSON: it is written once for each payment,
-- read whole, and never searched, so that taking it apart for storage is work for nothing.
ALTER TABLE network_message ALTER COLUMN body TYPE json USING body::text::json;
ALTER TABLE network_message_key ALTER COLUMN response TYPE json USING response::text::json;

-- Nearly no payment waits for an inquiry: those that do are in the index, and the others need not be written to it.
DROP INDEX payment_next_inquiry_at_idx;
CREATE INDEX payment_to_ask_about ON payment (next_inquiry_at) WHERE next_inquiry_at IS NOT NULL;
