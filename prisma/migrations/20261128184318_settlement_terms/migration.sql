-- AlterTable
ALTER TABLE "bank_holiday" ADD COLUMN     "is_closed" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "contract" ADD COLUMN     "early_payout_fee_minor" BIGINT,
ADD COLUMN     "follows_price_list" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "holiday_direction" TEXT NOT NULL DEFAULT 'next',
ADD COLUMN     "pay_day_of_month" INTEGER,
ADD COLUMN     "tax_class" TEXT NOT NULL DEFAULT 'taxable',
ADD COLUMN     "transfer_fee_bearer" TEXT NOT NULL DEFAULT 'merchant';

-- AlterTable
ALTER TABLE "statement" ADD COLUMN     "early_fee_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "fee_rounding_unit" TEXT NOT NULL DEFAULT 'statement',
ADD COLUMN     "tax_class" TEXT NOT NULL DEFAULT 'taxable';

-- AlterTable
ALTER TABLE "statement_line" ADD COLUMN     "basis_points" INTEGER;

-- AlterTable
ALTER TABLE "statement_return" DROP CONSTRAINT "statement_return_pkey",
ADD COLUMN     "unit_key" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "statement_return_pkey" PRIMARY KEY ("statement_id", "original_statement_id", "unit_key");

-- CreateTable
CREATE TABLE "bank_calendar_year" (
    "year" INTEGER NOT NULL,
    "confirmed_by" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_calendar_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "statement_fee" (
    "statement_id" TEXT NOT NULL,
    "unit_key" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,

    CONSTRAINT "statement_fee_pkey" PRIMARY KEY ("statement_id","unit_key")
);

-- CreateTable
CREATE TABLE "fee_rate" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "merchant_id" TEXT,
    "mcc" TEXT,
    "wallet_id" TEXT,
    "basis_points" INTEGER NOT NULL,
    "valid_from_on" CHAR(10) NOT NULL,
    "valid_through_on" CHAR(10),
    "proposal_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fee_rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement_proposal" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "merchant_id" TEXT,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "settlement_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "adjustment" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_hold" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_by" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "early_payout" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "statement_id" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "early_payout_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "statement_fee_tenant_id_idx" ON "statement_fee"("tenant_id");

-- CreateIndex
CREATE INDEX "fee_rate_merchant_id_valid_from_on_idx" ON "fee_rate"("merchant_id", "valid_from_on");

-- CreateIndex
CREATE INDEX "settlement_proposal_state_id_idx" ON "settlement_proposal"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "settlement_proposal_merchant_id_id_idx" ON "settlement_proposal"("merchant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "adjustment_tenant_id_id_idx" ON "adjustment"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "payout_hold_tenant_id_id_idx" ON "payout_hold"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "early_payout_tenant_id_id_idx" ON "early_payout"("tenant_id", "id" DESC);

SELECT guard_tenant_table('statement_fee');
SELECT guard_tenant_table('adjustment');
SELECT guard_tenant_table('payout_hold');
SELECT guard_tenant_table('early_payout');

-- Statements that are closed already bore one rate each, rounded once. The owner has no policy of its own.
ALTER TABLE statement NO FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_line NO FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_return NO FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_fee NO FORCE ROW LEVEL SECURITY;
INSERT INTO statement_fee (statement_id, unit_key, tenant_id, basis_points, base_minor, fee_minor)
SELECT id, fee_basis_points::text, tenant_id, fee_basis_points, fee_base_minor, fees_minor FROM statement;
UPDATE statement_line line SET basis_points = statement.fee_basis_points
FROM statement WHERE statement.id = line.statement_id AND line.kind = 'sales';
ALTER TABLE statement_return DISABLE TRIGGER statement_return_append_only;
UPDATE statement_return back SET unit_key = original.fee_basis_points::text
FROM statement original WHERE original.id = back.original_statement_id;
ALTER TABLE statement_return ENABLE TRIGGER statement_return_append_only;
ALTER TABLE statement_return ALTER COLUMN unit_key DROP DEFAULT;
ALTER TABLE statement FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_line FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_return FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_fee FORCE ROW LEVEL SECURITY;

-- Written by the run alone, read by the merchant's people; never changed.
GRANT SELECT ON statement_fee TO noren_app, noren_operator;
GRANT SELECT, INSERT ON statement_fee TO noren_jobs;
CREATE TRIGGER statement_fee_append_only BEFORE UPDATE OR DELETE ON statement_fee
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What two people decide: no other role writes it, and neither can be both of them.
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, answer) ON settlement_proposal TO noren_operator;
GRANT SELECT, INSERT, UPDATE (valid_through_on) ON fee_rate TO noren_operator;
GRANT SELECT ON settlement_proposal, fee_rate TO noren_jobs;
GRANT SELECT, INSERT ON adjustment TO noren_operator;
GRANT SELECT ON adjustment TO noren_app, noren_jobs;
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at) ON payout_hold TO noren_operator;
GRANT SELECT ON payout_hold TO noren_app, noren_jobs;
GRANT SELECT, INSERT, UPDATE (state, ended_at) ON early_payout TO noren_app;
GRANT SELECT, UPDATE (state, statement_id, fee_minor, ended_at) ON early_payout TO noren_jobs;
GRANT SELECT ON early_payout TO noren_operator;
GRANT SELECT, INSERT ON bank_calendar_year TO noren_operator;
GRANT SELECT ON bank_calendar_year TO noren_app, noren_jobs;

ALTER TABLE settlement_proposal
  ADD CONSTRAINT settlement_proposal_two_people CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> proposed_by),
  ADD CONSTRAINT settlement_proposal_state CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn')),
  ADD CONSTRAINT settlement_proposal_decided CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL));
ALTER TABLE fee_rate
  ADD CONSTRAINT fee_rate_kind CHECK (kind IN ('list', 'own', 'campaign')),
  ADD CONSTRAINT fee_rate_whose CHECK (CASE kind WHEN 'list' THEN merchant_id IS NULL AND COALESCE(mcc, wallet_id) IS NOT NULL
    WHEN 'own' THEN merchant_id IS NOT NULL AND wallet_id IS NOT NULL AND mcc IS NULL ELSE valid_through_on IS NOT NULL END),
  ADD CONSTRAINT fee_rate_known CHECK (basis_points BETWEEN 0 AND 10000 AND (valid_through_on IS NULL OR valid_through_on >= valid_from_on));
ALTER TABLE adjustment ADD CONSTRAINT adjustment_amount CHECK (amount_minor <> 0);
ALTER TABLE payout_hold ADD CONSTRAINT payout_hold_lifted CHECK ((lifted_by IS NULL) = (lifted_at IS NULL));
CREATE UNIQUE INDEX payout_hold_once ON payout_hold (payout_group_id) WHERE lifted_at IS NULL;
ALTER TABLE early_payout
  ADD CONSTRAINT early_payout_state CHECK (state IN ('requested', 'paid_out', 'nothing_due', 'not_needed', 'withdrawn')),
  ADD CONSTRAINT early_payout_ended CHECK ((state = 'requested') = (ended_at IS NULL) AND fee_minor >= 0);
-- One wish at a time.
CREATE UNIQUE INDEX early_payout_once ON early_payout (payout_group_id) WHERE state = 'requested';

ALTER TABLE statement
  ADD CONSTRAINT statement_early_fee CHECK (early_fee_minor BETWEEN 0 AND transfer_fee_minor);
ALTER TABLE contract DROP CONSTRAINT contract_known_terms;
ALTER TABLE contract ADD CONSTRAINT contract_known_terms CHECK (
  fee_rounding_unit IN ('statement', 'day_wallet', 'payment')
  AND fee_rounding_mode IN ('down', 'up', 'half_up', 'half_even')
  AND tax_rounding_mode IN ('down', 'up', 'half_up', 'half_even')
  AND cycle IN ('daily', 'twice_monthly', 'monthly')
  AND fee_basis_points BETWEEN 0 AND 10000 AND tax_basis_points BETWEEN 0 AND 10000
  AND payout_offset_bank_days BETWEEN 0 AND 60
  AND minimum_payout_minor >= 1 AND transfer_fee_minor >= 0
  AND tax_class IN ('taxable', 'exempt')
  AND (pay_day_of_month IS NULL OR pay_day_of_month BETWEEN 1 AND 31)
  AND holiday_direction IN ('next', 'previous')
  AND transfer_fee_bearer IN ('merchant', 'acquirer')
  AND (early_payout_fee_minor IS NULL OR early_payout_fee_minor >= 0)
  AND (valid_through_on IS NULL OR valid_through_on >= valid_from_on)
);
