-- What Prisma cannot express: partitions, row-level security, append-only tables, checks and grants.

-- Ids are text whose order is their time, so ranges of ids are ranges of time.
CREATE FUNCTION id_time(at timestamptz) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  alphabet constant text := '0123456789abcdefghjkmnpqrstvwxyz';
  rest bigint := floor(extract(epoch FROM at) * 1000);
  encoded text := '';
BEGIN
  FOR i IN 1..10 LOOP
    encoded := substr(alphabet, (rest % 32)::int + 1, 1) || encoded;
    rest := rest / 32;
  END LOOP;
  RETURN encoded;
END $$;

-- The smallest id of a partitioned table at an instant.
CREATE FUNCTION id_floor(parent text, at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE parent
    WHEN 'payment' THEN 'pay_' || lpad(floor(extract(epoch FROM at) * 1000)::bigint::text, 13, '0')
    WHEN 'network_message' THEN 'nms_' || id_time(at)
    WHEN 'ledger_entry' THEN 'led_' || id_time(at)
    WHEN 'ledger_posting' THEN 'led_' || id_time(at)
    WHEN 'audit_event' THEN 'aud_' || id_time(at)
  END
$$;

-- Makes the monthly partitions (JST months) that are missing. A month whose rows already lie in the default
-- partition keeps them there.
CREATE FUNCTION ensure_partitions(first_month date, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  parent text;
  month_start date;
  lower_id text;
  upper_id text;
  child text;
  occupied boolean;
  made int := 0;
  id_column text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  FOREACH parent IN ARRAY ARRAY['payment', 'network_message', 'ledger_entry', 'ledger_posting', 'audit_event'] LOOP
    id_column := CASE parent WHEN 'ledger_posting' THEN 'entry_id' ELSE 'id' END;
    FOR i IN 0..months - 1 LOOP
      month_start := (date_trunc('month', first_month) + make_interval(months => i))::date;
      child := format('%s_%s', parent, to_char(month_start, 'YYYYMM'));
      CONTINUE WHEN to_regclass(child) IS NOT NULL;
      lower_id := id_floor(parent, month_start::timestamp AT TIME ZONE 'Asia/Tokyo');
      upper_id := id_floor(parent, (month_start + interval '1 month')::timestamp AT TIME ZONE 'Asia/Tokyo');
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE %I >= %L AND %I < %L)',
                     parent || '_rest', id_column, lower_id, id_column, upper_id) INTO occupied;
      CONTINUE WHEN occupied;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', child, parent, lower_id, upper_id);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION ensure_partitions(date, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_partitions(date, int) TO noren_jobs;

CREATE TABLE payment_rest PARTITION OF payment DEFAULT;
CREATE TABLE network_message_rest PARTITION OF network_message DEFAULT;
CREATE TABLE ledger_entry_rest PARTITION OF ledger_entry DEFAULT;
CREATE TABLE ledger_posting_rest PARTITION OF ledger_posting DEFAULT;
CREATE TABLE audit_event_rest PARTITION OF audit_event DEFAULT;

-- Checks of single rows.
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_amount_positive CHECK (amount_minor > 0);
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_moves CHECK (from_account <> to_account);
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_currency CHECK (currency IN ('JPY', 'CNY'));
ALTER TABLE payment ADD CONSTRAINT payment_amount_positive CHECK (amount_minor > 0);
ALTER TABLE refund ADD CONSTRAINT refund_amount_positive CHECK (amount_minor > 0);
ALTER TABLE payout ADD CONSTRAINT payout_amount_positive CHECK (amount_minor > 0);
ALTER TABLE decision ADD CONSTRAINT decision_two_people CHECK (maker_id <> checker_id);
ALTER TABLE bank_file ADD CONSTRAINT bank_file_two_people CHECK (prepared_by <> approved_by);
ALTER TABLE statement ADD CONSTRAINT statement_sums_to_payout CHECK (
  opening_minor + sales_minor - refunds_minor - fees_minor + fees_returned_minor - transfer_fee_minor
  - tax_minor + tax_returned_minor + adjustments_minor + returned_payouts_minor = payout_minor + carried_minor
);
ALTER TABLE statement ADD CONSTRAINT statement_payout_not_negative CHECK (payout_minor >= 0);
ALTER TABLE invoice_counter ADD CONSTRAINT invoice_counter_single CHECK (id = 1);
INSERT INTO invoice_counter (id, last_number) VALUES (1, 0);

-- Append-only: the grants below give no UPDATE or DELETE, and the trigger refuses whoever has them.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ledger_key', 'ledger_entry', 'ledger_posting', 'audit_event', 'audit_seal',
                              'audit_sealed_event', 'statement_entry', 'network_message_key'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
                   name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                   name || '_no_truncate', name);
  END LOOP;
END $$;

-- Row-level security. The people of a merchant see their tenant; the other roles search across merchants and are
-- held by the permission gate, so that their indexes stay usable.
CREATE FUNCTION guard_tenant_table(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_tenant ON %s TO noren_app USING (tenant_id = current_setting(''noren.tenant_id'', true))
                  WITH CHECK (tenant_id = current_setting(''noren.tenant_id'', true))', name);
  EXECUTE format('CREATE POLICY whole_network ON %s TO noren_operator, noren_ingest, noren_jobs USING (true) WITH CHECK (true)', name);
END $$;

SELECT guard_tenant_table(c.oid::regclass)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition;

-- A person also sees the memberships of their own, before any tenant is chosen.
CREATE POLICY own_memberships ON membership FOR SELECT TO noren_app
  USING (person_id = current_setting('noren.person_id', true));
-- A person's inbox is theirs, whichever tenant it speaks of.
CREATE POLICY own_notifications ON notification TO noren_app
  USING (person_id = current_setting('noren.person_id', true))
  WITH CHECK (person_id = current_setting('noren.person_id', true));
-- Events of a person without a tenant yet.
CREATE POLICY no_tenant_yet ON outbox_event FOR INSERT TO noren_app WITH CHECK (tenant_id IS NULL);
CREATE POLICY no_tenant_yet ON audit_event FOR INSERT TO noren_app WITH CHECK (tenant_id IS NULL);

-- Grants: what each role may do at all.
GRANT USAGE ON SCHEMA public TO noren_app, noren_operator, noren_ingest, noren_jobs;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO noren_app, noren_operator, noren_ingest, noren_jobs;
DO $$
DECLARE
  name text;
BEGIN
  -- Partitions are reached through their parents, whose policies then hold.
  FOR name IN SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'public' AND c.relispartition AND c.relkind = 'r' LOOP
    EXECUTE format('REVOKE ALL ON %s FROM noren_app, noren_operator, noren_ingest, noren_jobs', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['ledger_key', 'ledger_entry', 'ledger_posting', 'ledger_checkpoint', 'audit_event',
                              'audit_pending', 'audit_seal', 'audit_sealed_event', 'statement_entry',
                              'statement_line', 'network_message_key', 'network_message'] LOOP
    EXECUTE format('REVOKE UPDATE ON %I FROM noren_app, noren_operator, noren_ingest, noren_jobs', name);
  END LOOP;
  -- Written by the acquirer's own processes and people, read by the merchant's.
  FOREACH name IN ARRAY ARRAY['merchant', 'contract', 'wallet', 'bank', 'bank_branch', 'bank_holiday',
                              'settlement_run', 'statement', 'statement_line', 'statement_entry', 'payout',
                              'bank_file', 'bank_file_row', 'invoice_counter', 'network_message_key', 'decision',
                              'wallet_registration', 'ledger_checkpoint', 'payment'] LOOP
    EXECUTE format('REVOKE INSERT, UPDATE ON %I FROM noren_app', name);
  END LOOP;
  -- What the merchant side has no business with at all.
  FOREACH name IN ARRAY ARRAY['settlement_run', 'bank_file', 'bank_file_row', 'invoice_counter', 'audit_seal',
                              'audit_sealed_event', 'security_event', 'network_message', 'parked_message'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM noren_app', name);
  END LOOP;
  REVOKE SELECT ON audit_pending, outbox_event FROM noren_app;
  REVOKE ALL ON _prisma_migrations FROM noren_app, noren_operator, noren_ingest, noren_jobs;
END $$;
GRANT DELETE ON session, sign_in_code TO noren_app;
GRANT DELETE ON sign_in_code, session, audit_pending, parked_message, outbox_event TO noren_jobs;
GRANT DELETE ON parked_message TO noren_ingest;
GRANT DELETE ON session TO noren_operator;
