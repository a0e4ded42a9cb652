-- CreateTable
CREATE TABLE "franchise_grant" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "brand_id" TEXT NOT NULL,
    "head_office_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "from_on" CHAR(10) NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "franchise_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "franchise_day" (
    "tenant_id" TEXT NOT NULL,
    "day_on" CHAR(10) NOT NULL,
    "store_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payments" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "franchise_day_pkey" PRIMARY KEY ("tenant_id","store_id","day_on")
);

-- CreateIndex
CREATE INDEX "franchise_day_tenant_id_day_on_idx" ON "franchise_day"("tenant_id", "day_on");

-- CreateIndex
CREATE INDEX "franchise_grant_tenant_id_idx" ON "franchise_grant"("tenant_id");

-- CreateIndex
CREATE INDEX "franchise_grant_head_office_id_id_idx" ON "franchise_grant"("head_office_id", "id");

ALTER TABLE franchise_grant
  ADD CONSTRAINT franchise_grant_level CHECK (level IN ('totals', 'stores')),
  ADD CONSTRAINT franchise_grant_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  ADD CONSTRAINT franchise_grant_other CHECK (head_office_id <> tenant_id);
-- One at a time: another level is another grant.
CREATE UNIQUE INDEX franchise_grant_open ON franchise_grant (tenant_id) WHERE revoked_at IS NULL;

SELECT guard_tenant_table('franchise_grant');
SELECT guard_tenant_table('franchise_day');
-- A head office sees what it was granted, and of the sales what the grant covers: nothing once it is taken back.
CREATE POLICY of_the_head_office ON franchise_grant FOR SELECT TO noren_app
  USING (head_office_id = current_setting('noren.tenant_id', true));
CREATE POLICY of_the_head_office ON franchise_day FOR SELECT TO noren_app USING (EXISTS (
  SELECT 1 FROM franchise_grant g
  WHERE g.tenant_id = franchise_day.tenant_id AND g.head_office_id = current_setting('noren.tenant_id', true)
    AND g.revoked_at IS NULL AND franchise_day.day_on >= g.from_on
    AND (g.level = 'stores' OR franchise_day.store_id = '')));
GRANT SELECT, INSERT, UPDATE (revoked_at, revoked_by) ON franchise_grant TO noren_app;
GRANT SELECT, UPDATE (revoked_at, revoked_by) ON franchise_grant TO noren_operator;
GRANT SELECT ON franchise_grant TO noren_jobs;
GRANT SELECT ON franchise_day TO noren_app, noren_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON franchise_day TO noren_jobs;
GRANT SELECT ON sales_fold TO noren_app;

-- CreateTable
CREATE TABLE "merchant_setting" (
    "tenant_id" TEXT NOT NULL,
    "poster_format" TEXT,
    "language" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_setting_pkey" PRIMARY KEY ("tenant_id")
);

-- AlterTable
ALTER TABLE "brand" ADD COLUMN     "language" TEXT,
ADD COLUMN     "poster_format" TEXT;

-- AlterTable
ALTER TABLE "fee_rate" ADD COLUMN     "area_id" TEXT,
ADD COLUMN     "brand_id" TEXT;

SELECT guard_tenant_table('merchant_setting');
GRANT SELECT, INSERT, UPDATE ON merchant_setting TO noren_app;
GRANT SELECT ON merchant_setting TO noren_operator, noren_jobs;
GRANT UPDATE (name) ON payout_group TO noren_app;
-- A franchisee without a logo of its own shows the one of its head office.
CREATE POLICY of_the_brand ON merchant_logo FOR SELECT TO noren_app USING (EXISTS (
  SELECT 1 FROM merchant m JOIN brand b ON b.id = m.brand_id
  WHERE m.id = current_setting('noren.tenant_id', true) AND b.tenant_id = merchant_logo.tenant_id));
-- A row of the price list can be for one signboard or for one area. A merchant reads the rows that can be its own.
ALTER TABLE fee_rate DROP CONSTRAINT fee_rate_whose;
ALTER TABLE fee_rate
  ADD CONSTRAINT fee_rate_whose CHECK (CASE kind
    WHEN 'list' THEN merchant_id IS NULL AND COALESCE(mcc, wallet_id, brand_id, area_id) IS NOT NULL
    WHEN 'own' THEN merchant_id IS NOT NULL AND wallet_id IS NOT NULL AND mcc IS NULL ELSE valid_through_on IS NOT NULL END),
  ADD CONSTRAINT fee_rate_chain CHECK ((brand_id IS NULL AND area_id IS NULL)
    OR (kind = 'list' AND (brand_id IS NULL OR area_id IS NULL)));
ALTER TABLE fee_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE fee_rate FORCE ROW LEVEL SECURITY;
CREATE POLICY whole_network ON fee_rate TO noren_operator, noren_ingest, noren_jobs USING (true) WITH CHECK (true);
CREATE POLICY own_tenant ON fee_rate FOR SELECT TO noren_app USING (
  merchant_id = current_setting('noren.tenant_id', true)
  OR (merchant_id IS NULL
      AND (area_id IS NULL OR EXISTS (SELECT 1 FROM store_area WHERE store_area.id = fee_rate.area_id))
      AND (brand_id IS NULL OR EXISTS (SELECT 1 FROM merchant
           WHERE merchant.id = current_setting('noren.tenant_id', true) AND merchant.brand_id = fee_rate.brand_id))));
GRANT SELECT ON fee_rate TO noren_app;
