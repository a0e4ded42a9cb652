-- AlterTable
ALTER TABLE "contract" ADD COLUMN     "holds_for_disputes" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "parked_message" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "closed_by" TEXT;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "settlement_quote_id" TEXT,
ADD COLUMN     "settlement_quote_pair" TEXT,
ADD COLUMN     "settlement_quote_price" TEXT;

-- CreateTable
CREATE TABLE "dispute" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "network_dispute_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "wallet_id" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "reason_text" TEXT NOT NULL DEFAULT '',
    "amount_minor" BIGINT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answer_text" TEXT NOT NULL DEFAULT '',
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_evidence" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "dispute_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_exchange" (
    "id" TEXT NOT NULL,
    "call" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "result_code" TEXT NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "called_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_exchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_conflict" (
    "key" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "payment_id" TEXT,
    "fields" TEXT[],
    "times" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "network_conflict_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "risk_limit" (
    "id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "most" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_alert" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "finding_key" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "risk_alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dispute_network_dispute_id_key" ON "dispute"("network_dispute_id");

-- CreateIndex
CREATE INDEX "dispute_tenant_id_id_idx" ON "dispute"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "dispute_payment_id_idx" ON "dispute"("payment_id");

-- CreateIndex
CREATE INDEX "dispute_state_due_at_idx" ON "dispute"("state", "due_at");

-- CreateIndex
CREATE INDEX "dispute_next_attempt_at_idx" ON "dispute"("next_attempt_at");

-- CreateIndex
CREATE INDEX "dispute_evidence_dispute_id_idx" ON "dispute_evidence"("dispute_id");

-- CreateIndex
CREATE INDEX "dispute_evidence_tenant_id_idx" ON "dispute_evidence"("tenant_id");

-- CreateIndex
CREATE INDEX "network_exchange_subject_idx" ON "network_exchange"("subject");

-- CreateIndex
CREATE INDEX "network_exchange_called_at_idx" ON "network_exchange"("called_at");

-- CreateIndex
CREATE UNIQUE INDEX "risk_limit_subject_kind_subject_id_measure_key" ON "risk_limit"("subject_kind", "subject_id", "measure");

-- CreateIndex
CREATE UNIQUE INDEX "risk_alert_finding_key_key" ON "risk_alert"("finding_key");

-- CreateIndex
CREATE INDEX "risk_alert_closed_at_id_idx" ON "risk_alert"("closed_at", "id");

-- CreateIndex
CREATE INDEX "risk_alert_tenant_id_idx" ON "risk_alert"("tenant_id");

-- AddForeignKey
ALTER TABLE "dispute_evidence" ADD CONSTRAINT "dispute_evidence_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_tenant_table('dispute');
SELECT guard_tenant_table('dispute_evidence');
SELECT guard_tenant_table('risk_alert');
ALTER TABLE dispute
  ADD CONSTRAINT dispute_amount_positive CHECK (amount_minor > 0),
  ADD CONSTRAINT dispute_stage CHECK (stage IN ('retrieval', 'escalation')),
  ADD CONSTRAINT dispute_state CHECK (state IN ('opened', 'answered', 'won', 'lost', 'expired')),
  ADD CONSTRAINT dispute_answer CHECK (answer IN ('contest', 'accept')),
  ADD CONSTRAINT dispute_answered CHECK (state <> 'answered' OR (answer IS NOT NULL AND answered_by IS NOT NULL)),
  ADD CONSTRAINT dispute_settled CHECK ((state IN ('won', 'lost', 'expired')) = (settled_at IS NOT NULL));
ALTER TABLE dispute_evidence
  ADD CONSTRAINT dispute_evidence_kind CHECK (kind IN ('receipt', 'photo', 'correspondence', 'other')),
  ADD CONSTRAINT dispute_evidence_state CHECK (state IN ('stored', 'removed'));
ALTER TABLE risk_limit
  ADD CONSTRAINT risk_limit_subject CHECK (subject_kind IN ('wallet', 'merchant', 'store')),
  ADD CONSTRAINT risk_limit_measure CHECK (measure IN ('payment_amount', 'hour_count', 'day_count', 'day_amount')),
  ADD CONSTRAINT risk_limit_most CHECK (most >= 0);
ALTER TABLE risk_alert
  ADD CONSTRAINT risk_alert_outcome CHECK (outcome IN ('watched', 'suspended', 'no_concern')),
  ADD CONSTRAINT risk_alert_closed CHECK ((outcome IS NULL) = (closed_at IS NULL) AND (closed_at IS NULL) = (closed_by IS NULL));
CREATE INDEX dispute_evidence_stored ON dispute_evidence (dispute_id) WHERE state = 'stored';
CREATE INDEX network_conflict_open ON network_conflict (first_at) WHERE closed_at IS NULL;

-- The network opens and settles a dispute, through the acquirer's own processes; the merchant's people answer it.
GRANT SELECT ON dispute TO noren_app;
GRANT UPDATE (state, answer, answer_text, answered_by, answered_at, next_attempt_at, attempts) ON dispute TO noren_app;
GRANT SELECT, INSERT ON dispute_evidence TO noren_app;
GRANT UPDATE (state) ON dispute_evidence TO noren_app;
GRANT SELECT, INSERT, UPDATE ON dispute TO noren_ingest, noren_jobs;
GRANT SELECT ON dispute_evidence TO noren_ingest, noren_jobs;
GRANT SELECT ON dispute, dispute_evidence TO noren_operator;
GRANT SELECT, INSERT ON network_exchange TO noren_ingest, noren_jobs;
GRANT SELECT ON network_exchange TO noren_operator;
GRANT DELETE ON network_exchange TO noren_jobs;
GRANT SELECT, INSERT, UPDATE ON network_conflict TO noren_ingest, noren_jobs;
GRANT SELECT, UPDATE ON network_conflict TO noren_operator;
GRANT SELECT ON risk_limit TO noren_ingest, noren_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON risk_limit TO noren_operator;
GRANT SELECT, INSERT, UPDATE ON risk_alert TO noren_jobs, noren_operator;
-- The list of work has things tried at once, or sets a message aside.
GRANT UPDATE (next_attempt_at) ON dispute TO noren_operator;
GRANT SELECT, UPDATE (closed_at, closed_by) ON parked_message TO noren_operator;
