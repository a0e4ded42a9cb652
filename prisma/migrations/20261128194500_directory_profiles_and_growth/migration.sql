-- AlterTable
ALTER TABLE "merchant_search" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- CreateTable
CREATE TABLE "merchant_profile" (
    "merchant_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "manager_id" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "activity" TEXT NOT NULL DEFAULT 'never',
    "first_paid_at" TIMESTAMPTZ(3),
    "last_paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "merchant_profile_pkey" PRIMARY KEY ("merchant_id")
);

-- CreateTable
CREATE TABLE "code_activity" (
    "code_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "first_paid_at" TIMESTAMPTZ(3),
    "last_paid_at" TIMESTAMPTZ(3),
    "last_scan_at" TIMESTAMPTZ(3),
    "payments" INTEGER NOT NULL DEFAULT 0,
    "amount_minor" BIGINT NOT NULL DEFAULT 0,
    "by_hour" INTEGER[],

    CONSTRAINT "code_activity_pkey" PRIMARY KEY ("code_id")
);

-- CreateTable
CREATE TABLE "sales_day" (
    "day_on" CHAR(10) NOT NULL,
    "municipality_code" TEXT NOT NULL,
    "mcc" TEXT NOT NULL,
    "wallet_id" TEXT NOT NULL,
    "prefecture_code" TEXT NOT NULL,
    "payments" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "sales_day_pkey" PRIMARY KEY ("day_on","municipality_code","mcc","wallet_id")
);

-- CreateTable
CREATE TABLE "sales_fold" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "through_at" TIMESTAMPTZ(3) NOT NULL,
    "folded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sales_fold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_figure" (
    "part" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "network_figure_pkey" PRIMARY KEY ("part","key")
);

-- CreateTable
CREATE TABLE "network_refresh" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "sales_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_refresh_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "growth_target" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "start_on" CHAR(10) NOT NULL,
    "start_shops" INTEGER NOT NULL,
    "end_on" CHAR(10) NOT NULL,
    "end_shops" INTEGER NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "growth_target_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "market_assumption" (
    "key" TEXT NOT NULL,
    "cashless_basis_points" INTEGER NOT NULL,
    "spending_minor" BIGINT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "market_assumption_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_change" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "input" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,

    CONSTRAINT "bulk_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_change_row" (
    "bulk_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "before" JSONB NOT NULL,

    CONSTRAINT "bulk_change_row_pkey" PRIMARY KEY ("bulk_id","tenant_id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" JSONB NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_merchant" (
    "announcement_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_merchant_pkey" PRIMARY KEY ("announcement_id","tenant_id")
);

-- CreateTable
CREATE TABLE "visit_day" (
    "day_on" CHAR(10) NOT NULL,
    "page" TEXT NOT NULL,
    "shard" SMALLINT NOT NULL,
    "visits" INTEGER NOT NULL,

    CONSTRAINT "visit_day_pkey" PRIMARY KEY ("day_on","page","shard")
);

-- CreateIndex
CREATE INDEX "merchant_brand_id_id_idx" ON "merchant"("brand_id", "id");

-- CreateIndex
CREATE INDEX "merchant_profile_activity_merchant_id_idx" ON "merchant_profile"("activity", "merchant_id");

-- CreateIndex
CREATE INDEX "merchant_profile_manager_id_merchant_id_idx" ON "merchant_profile"("manager_id", "merchant_id");

-- CreateIndex
CREATE INDEX "merchant_profile_tenant_id_idx" ON "merchant_profile"("tenant_id");

-- CreateIndex
CREATE INDEX "code_activity_tenant_id_idx" ON "code_activity"("tenant_id");

-- CreateIndex
CREATE INDEX "code_activity_store_id_idx" ON "code_activity"("store_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_person_id_name_key" ON "saved_view"("person_id", "name");

-- CreateIndex
CREATE INDEX "bulk_change_row_tenant_id_idx" ON "bulk_change_row"("tenant_id");

-- CreateIndex
CREATE INDEX "announcement_merchant_tenant_id_idx" ON "announcement_merchant"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_search_seq_key" ON "merchant_search"("seq");

-- CreateIndex
CREATE INDEX "store_municipality_code_merchant_id_idx" ON "store"("municipality_code", "merchant_id");

-- AddForeignKey
ALTER TABLE "bulk_change_row" ADD CONSTRAINT "bulk_change_row_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Every two thousand merchants share a block, and the block is a word among their pairs: the newest that match a word
-- are found block by block, whatever else matches it.
CREATE FUNCTION merchant_search_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.bigrams := array_append(NEW.bigrams, '#' || (NEW.seq / 2048)::text);
  RETURN NEW;
END $$;
CREATE TRIGGER merchant_search_block BEFORE INSERT OR UPDATE OF bigrams ON merchant_search
  FOR EACH ROW EXECUTE FUNCTION merchant_search_block();
UPDATE merchant_search SET bigrams = bigrams;
GRANT USAGE ON SEQUENCE merchant_search_seq_seq TO noren_app, noren_operator, noren_jobs;

-- Every merchant has a profile, however it came in.
CREATE FUNCTION merchant_profile_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO merchant_profile (merchant_id, tenant_id) SELECT id, tenant_id FROM came;
  RETURN NULL;
END $$;
CREATE TRIGGER merchant_profile_of AFTER INSERT ON merchant REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION merchant_profile_of();
INSERT INTO merchant_profile (merchant_id, tenant_id) SELECT id, tenant_id FROM merchant;
CREATE INDEX merchant_profile_tags ON merchant_profile USING gin (tags) WHERE tags <> '{}';
CREATE INDEX merchant_profile_last_paid ON merchant_profile (last_paid_at) WHERE activity = 'active';
CREATE INDEX merchant_profile_dormant ON merchant_profile (last_paid_at DESC, merchant_id) WHERE activity = 'dormant';
CREATE INDEX risk_alert_open ON risk_alert (tenant_id) WHERE closed_at IS NULL;
CREATE INDEX announcement_merchant_waiting ON announcement_merchant (announcement_id, tenant_id) WHERE told_at IS NULL;

SELECT guard_tenant_table('merchant_profile');
SELECT guard_tenant_table('code_activity');
SELECT guard_tenant_table('bulk_change_row');
SELECT guard_tenant_table('announcement_merchant');

GRANT SELECT, INSERT, UPDATE (manager_id, tags) ON merchant_profile TO noren_operator;
GRANT SELECT, INSERT, UPDATE ON merchant_profile, code_activity, sales_day, sales_fold, network_figure, network_refresh TO noren_jobs;
GRANT DELETE ON code_activity, sales_day, network_figure TO noren_jobs;
GRANT SELECT ON code_activity, sales_day, sales_fold, network_figure, network_refresh TO noren_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON growth_target, market_assumption, saved_view TO noren_operator;
GRANT SELECT ON growth_target, market_assumption, bulk_change, bulk_change_row TO noren_jobs;
GRANT SELECT, INSERT ON bulk_change_row TO noren_operator;
GRANT SELECT, INSERT, UPDATE (undone_at, undone_by) ON bulk_change TO noren_operator;
-- The operator orders posters for merchants, too.
GRANT INSERT ON print_order, print_parcel TO noren_operator;
GRANT SELECT, INSERT ON announcement_merchant TO noren_operator;
GRANT SELECT, INSERT, UPDATE (state) ON announcement TO noren_operator;
GRANT SELECT, UPDATE (state) ON announcement TO noren_jobs;
GRANT SELECT, UPDATE (told_at) ON announcement_merchant TO noren_jobs;
GRANT SELECT, INSERT, UPDATE ON visit_day TO noren_app;
GRANT SELECT ON visit_day TO noren_operator, noren_jobs;

ALTER TABLE merchant_profile
  ADD CONSTRAINT merchant_profile_activity CHECK (activity IN ('never', 'active', 'dormant')),
  ADD CONSTRAINT merchant_profile_tags_few CHECK (cardinality(tags) <= 20);
ALTER TABLE growth_target
  ADD CONSTRAINT growth_target_scope CHECK (scope IN ('network', 'prefecture', 'category', 'manager')),
  ADD CONSTRAINT growth_target_line CHECK (end_on > start_on AND start_shops >= 0 AND end_shops >= 0);
ALTER TABLE market_assumption
  ADD CONSTRAINT market_assumption_share CHECK (cashless_basis_points BETWEEN 0 AND 10000 AND spending_minor >= 0);
ALTER TABLE announcement
  ADD CONSTRAINT announcement_kind CHECK (kind IN ('service', 'offer')),
  ADD CONSTRAINT announcement_state CHECK (state IN ('sending', 'sent', 'stopped'));
ALTER TABLE sales_fold ADD CONSTRAINT sales_fold_one CHECK (id = 1);
ALTER TABLE network_refresh ADD CONSTRAINT network_refresh_one CHECK (id = 1);
