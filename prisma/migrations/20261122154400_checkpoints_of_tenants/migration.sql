-- A merchant's balances are a tenant's rows like any other.
ALTER TABLE "ledger_checkpoint" ADD COLUMN "tenant_id" TEXT NOT NULL;
CREATE INDEX "ledger_checkpoint_through_entry_id_idx" ON "ledger_checkpoint"("through_entry_id");
SELECT guard_tenant_table('ledger_checkpoint');
CREATE POLICY reopened_days ON ledger_checkpoint TO noren_owner USING (true);

-- Checkpoints are derived. An entry whose id is older than a closed day (history that is imported, a transaction that
-- was slow to commit) takes the checkpoints from that day on away; the next run of the job writes them again.
CREATE FUNCTION reopen_days() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  oldest text;
BEGIN
  SELECT min(id) INTO oldest FROM arrived;
  DELETE FROM ledger_checkpoint WHERE through_entry_id > oldest;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION reopen_days() FROM PUBLIC;
CREATE TRIGGER ledger_entry_reopens_days AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS arrived
  FOR EACH STATEMENT EXECUTE FUNCTION reopen_days();
