-- The directory searches folded names by pairs of characters, and numbers by their beginning; its filters page by id.

-- CreateIndex
CREATE INDEX "merchant_mcc_id_idx" ON "merchant"("mcc", "id");

-- CreateIndex
CREATE INDEX "merchant_phone_idx" ON "merchant"("phone");

-- CreateIndex
CREATE INDEX "merchant_corporate_number_idx" ON "merchant"("corporate_number");

-- CreateIndex
CREATE INDEX "merchant_approved_at_idx" ON "merchant"("approved_at");

-- CreateIndex
CREATE INDEX "merchant_search_bigrams_idx" ON "merchant_search" USING GIN ("bigrams");

-- CreateIndex
CREATE INDEX "store_phone_idx" ON "store"("phone");

-- CreateIndex
CREATE INDEX "wallet_registration_wallet_id_state_tenant_id_idx" ON "wallet_registration"("wallet_id", "state", "tenant_id");
