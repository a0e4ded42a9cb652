-- CreateTable
CREATE TABLE "network_report" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "clearing_on" CHAR(10) NOT NULL,
    "seq" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "matched" INTEGER NOT NULL DEFAULT 0,
    "differing" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL,
    "received_by" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_report_row" (
    "report_id" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "network_id" TEXT NOT NULL,
    "original_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "wallet_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "settlement_minor" BIGINT NOT NULL,
    "settlement_currency" CHAR(3) NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "fee_currency" CHAR(3) NOT NULL,

    CONSTRAINT "network_report_row_pkey" PRIMARY KEY ("report_id", "row")
);

-- CreateTable
CREATE TABLE "network_report_sum" (
    "report_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "commission_minor" BIGINT NOT NULL,

    CONSTRAINT "network_report_sum_pkey" PRIMARY KEY ("report_id", "type")
);

-- CreateTable
CREATE TABLE "network_day" (
    "clearing_on" CHAR(10) NOT NULL,
    "items_report_id" TEXT,
    "summary_report_id" TEXT,
    "own_minor" BIGINT NOT NULL DEFAULT 0,
    "own_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "reported_minor" BIGINT NOT NULL DEFAULT 0,
    "reported_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "promised_minor" BIGINT,
    "due_on" CHAR(10) NOT NULL,
    "receipt_id" TEXT,

    CONSTRAINT "network_day_pkey" PRIMARY KEY ("clearing_on")
);

-- CreateTable
CREATE TABLE "network_receipt" (
    "id" TEXT NOT NULL,
    "received_on" CHAR(10) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "line_key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "network_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_item" (
    "id" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fields" TEXT[],
    "clearing_on" CHAR(10) NOT NULL,
    "report_id" TEXT,
    "row" INTEGER,
    "type" TEXT,
    "network_id" TEXT,
    "own_id" TEXT,
    "merchant_id" TEXT,
    "own_wallet_id" TEXT,
    "reported_wallet_id" TEXT,
    "own_minor" BIGINT NOT NULL DEFAULT 0,
    "reported_minor" BIGINT NOT NULL DEFAULT 0,
    "own_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "reported_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "detail" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "owner_id" TEXT,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "proposed_by" TEXT,
    "proposed_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_period" (
    "month" CHAR(7) NOT NULL,
    "through_entry_id" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "locked_by" TEXT NOT NULL,
    "locked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_period_pkey" PRIMARY KEY ("month")
);

-- CreateIndex
CREATE UNIQUE INDEX "network_report_kind_clearing_on_seq_key" ON "network_report"("kind", "clearing_on", "seq");

-- CreateIndex
CREATE INDEX "network_report_state_kind_clearing_on_idx" ON "network_report"("state", "kind", "clearing_on");

-- CreateIndex
CREATE INDEX "network_report_row_network_id_idx" ON "network_report_row"("network_id");

-- CreateIndex
CREATE INDEX "network_day_receipt_id_idx" ON "network_day"("receipt_id");

-- CreateIndex
CREATE UNIQUE INDEX "network_receipt_line_key_key" ON "network_receipt"("line_key");

-- CreateIndex
CREATE INDEX "network_receipt_state_received_on_idx" ON "network_receipt"("state", "received_on");

-- CreateIndex
CREATE UNIQUE INDEX "reconciliation_item_subject_key_key" ON "reconciliation_item"("subject_key");

-- CreateIndex
CREATE INDEX "reconciliation_item_clearing_on_idx" ON "reconciliation_item"("clearing_on");

-- CreateIndex
CREATE INDEX "reconciliation_item_state_id_idx" ON "reconciliation_item"("state", "id");

-- Looked up by every comparison of a day.
CREATE INDEX "refund_settled_at_idx" ON "refund"("settled_at");
CREATE INDEX "refund_network_refund_id_idx" ON "refund"("network_refund_id");

ALTER TABLE network_report
  ADD CONSTRAINT network_report_kind CHECK (kind IN ('transactionItems', 'settlementSummary')),
  ADD CONSTRAINT network_report_state CHECK (state IN ('current', 'superseded'));
CREATE UNIQUE INDEX network_report_one_current ON network_report (kind, clearing_on) WHERE state = 'current';
ALTER TABLE network_receipt
  ADD CONSTRAINT network_receipt_state CHECK (state IN ('open', 'matched', 'set_aside')),
  ADD CONSTRAINT network_receipt_not_nothing CHECK (amount_minor <> 0);
ALTER TABLE reconciliation_item
  ADD CONSTRAINT reconciliation_item_state CHECK (state IN ('open', 'proposed', 'resolved')),
  ADD CONSTRAINT reconciliation_item_outcome CHECK ((state = 'resolved') = (outcome IS NOT NULL)),
  ADD CONSTRAINT reconciliation_item_proposed CHECK (state <> 'proposed' OR proposed_by IS NOT NULL),
  ADD CONSTRAINT reconciliation_item_two_people
    CHECK (outcome IS DISTINCT FROM 'written_off' OR (proposed_by IS NOT NULL AND resolved_by IS NOT NULL AND proposed_by <> resolved_by));
CREATE INDEX reconciliation_item_open ON reconciliation_item (id) WHERE state <> 'resolved';

-- What a report says is never changed, and a locked month stays locked.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['network_report_row', 'network_report_sum', 'ledger_period'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
                   name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                   name || '_no_truncate', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON network_report_row, network_report_sum, ledger_period TO noren_operator, noren_jobs;
GRANT SELECT, INSERT, UPDATE ON network_report, network_day, network_receipt, reconciliation_item TO noren_operator, noren_jobs;
