-- AlterTable
ALTER TABLE "contract" ADD COLUMN     "fee_source" TEXT NOT NULL DEFAULT 'own';

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "area_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "by_area" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "merchant" ADD COLUMN     "brand_id" TEXT,
ADD COLUMN     "external_number" TEXT;

-- AlterTable
ALTER TABLE "store" ADD COLUMN     "area_id" TEXT,
ADD COLUMN     "store_number" TEXT;

-- AlterTable
ALTER TABLE "wallet_registration" ADD COLUMN     "priority" SMALLINT NOT NULL DEFAULT 2;

-- CreateTable
CREATE TABLE "code_alias" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "code_id" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_job" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "kind" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "form" JSONB,
    "problem" TEXT,
    "detail" JSONB,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "checked_rows" INTEGER NOT NULL DEFAULT 0,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "job_id" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "tenant_id" TEXT,
    "outcome" TEXT NOT NULL,
    "number" TEXT,
    "name" TEXT NOT NULL,
    "problems" JSONB,
    "notes" JSONB,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("job_id","row")
);

-- CreateTable
CREATE TABLE "store_area" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payout_group_id" TEXT,
    "poster_format" TEXT,
    "language" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brand" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mark" TEXT,
    "color" TEXT,
    "poster_format" TEXT,
    "language" TEXT,
    "fee_basis_points" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "brand_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "code_alias_tenant_id_idx" ON "code_alias"("tenant_id");

-- CreateIndex
CREATE INDEX "code_alias_code_id_idx" ON "code_alias"("code_id");

-- CreateIndex
CREATE INDEX "import_job_tenant_id_id_idx" ON "import_job"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "import_job_state_idx" ON "import_job"("state");

-- CreateIndex
CREATE INDEX "import_row_job_id_outcome_row_idx" ON "import_row"("job_id", "outcome", "row");

-- CreateIndex
CREATE INDEX "import_row_tenant_id_idx" ON "import_row"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "store_area_tenant_id_name_key" ON "store_area"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "brand_tenant_id_idx" ON "brand"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_external_number_key" ON "merchant"("external_number");

-- CreateIndex
CREATE INDEX "merchant_brand_id_idx" ON "merchant"("brand_id");

-- CreateIndex
CREATE INDEX "store_area_id_idx" ON "store"("area_id");

-- CreateIndex
CREATE UNIQUE INDEX "store_merchant_id_store_number_key" ON "store"("merchant_id", "store_number");

-- DropIndex
DROP INDEX "wallet_registration_state_next_attempt_at_idx";

-- CreateIndex
CREATE INDEX "wallet_registration_state_priority_next_attempt_at_idx" ON "wallet_registration"("state", "priority", "next_attempt_at");

-- CreateIndex
CREATE INDEX "wallet_registration_request_id_idx" ON "wallet_registration"("request_id");

-- AddForeignKey
ALTER TABLE "store" ADD CONSTRAINT "store_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "store_area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

SELECT guard_tenant_table('code_alias');
SELECT guard_tenant_table('import_job');
SELECT guard_tenant_table('import_row');
SELECT guard_tenant_table('store_area');
SELECT guard_tenant_table('brand');
-- The merchants of a brand see its signboard, whoever keeps it.
CREATE POLICY of_the_brand ON brand FOR SELECT TO noren_app USING (EXISTS (
  SELECT 1 FROM merchant WHERE merchant.id = current_setting('noren.tenant_id', true) AND merchant.brand_id = brand.id));
GRANT SELECT ON code_alias TO noren_app, noren_operator, noren_ingest;
GRANT SELECT, INSERT ON code_alias TO noren_jobs;
GRANT SELECT, INSERT, UPDATE ON import_job TO noren_app, noren_operator, noren_jobs;
GRANT SELECT ON import_row TO noren_app, noren_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_row TO noren_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON store_area TO noren_app;
GRANT SELECT, INSERT ON store_area TO noren_jobs;
GRANT SELECT ON store_area TO noren_operator, noren_ingest;
GRANT SELECT, INSERT, UPDATE ON brand TO noren_operator;
GRANT SELECT ON brand TO noren_app, noren_ingest, noren_jobs;
-- A row of an import that ends is looked at by its outcome; the file's own cells stay in the storage.
ALTER TABLE import_job
  ADD CONSTRAINT import_job_kind CHECK (kind IN ('stores', 'merchants') AND (kind = 'stores') = (tenant_id IS NOT NULL)),
  ADD CONSTRAINT import_job_state CHECK (state IN ('waiting', 'checking', 'checked', 'refused', 'running', 'done', 'cancelled', 'failed', 'expired')),
  ADD CONSTRAINT import_job_counts CHECK (checked_rows >= done_rows AND created + changed + kept + failed <= checked_rows);
ALTER TABLE import_row
  ADD CONSTRAINT import_row_outcome CHECK (outcome IN ('create', 'change', 'keep', 'fail'));
ALTER TABLE brand
  ADD CONSTRAINT brand_fee CHECK (fee_basis_points BETWEEN 0 AND 1000);
ALTER TABLE contract
  ADD CONSTRAINT contract_fee_source CHECK (fee_source IN ('own', 'brand'));
ALTER TABLE wallet_registration
  ADD CONSTRAINT wallet_registration_priority CHECK (priority BETWEEN 1 AND 3);
-- The desk of refused registrations lists them newest first; that is a small part of all.
CREATE INDEX wallet_registration_rejected ON wallet_registration (id) WHERE state = 'rejected';
