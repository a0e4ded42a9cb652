-- AlterTable
ALTER TABLE "statement" ADD COLUMN     "fee_base_minor" BIGINT NOT NULL,
ADD COLUMN     "fee_rounding_mode" TEXT NOT NULL,
ADD COLUMN     "tax_rounding_mode" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "statement_return" (
    "statement_id" TEXT NOT NULL,
    "original_statement_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "fee_returned_minor" BIGINT NOT NULL,

    CONSTRAINT "statement_return_pkey" PRIMARY KEY ("statement_id","original_statement_id")
);

-- CreateIndex
CREATE INDEX "statement_return_original_statement_id_idx" ON "statement_return"("original_statement_id");

-- CreateIndex
CREATE INDEX "statement_return_tenant_id_idx" ON "statement_return"("tenant_id");

-- Written by the settlement run alone, read by the merchant's people; never changed.
SELECT guard_tenant_table('statement_return');
GRANT SELECT ON statement_return TO noren_app, noren_operator;
GRANT SELECT, INSERT ON statement_return TO noren_jobs;
CREATE TRIGGER statement_return_append_only BEFORE UPDATE OR DELETE ON statement_return
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Roundings are contract terms with names that the rules know.
ALTER TABLE contract ADD CONSTRAINT contract_known_terms CHECK (
  fee_rounding_unit = 'statement'
  AND fee_rounding_mode IN ('down', 'up', 'half_up', 'half_even')
  AND tax_rounding_mode IN ('down', 'up', 'half_up', 'half_even')
  AND cycle IN ('daily', 'twice_monthly', 'monthly')
  AND fee_basis_points >= 0 AND tax_basis_points >= 0 AND payout_offset_bank_days BETWEEN 0 AND 60
  AND minimum_payout_minor >= 1 AND transfer_fee_minor >= 0
);
