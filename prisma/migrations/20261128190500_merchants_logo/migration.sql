-- CreateTable
CREATE TABLE "merchant_logo" (
    "tenant_id" TEXT NOT NULL,
    "picture" BYTEA NOT NULL,
    "tag" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_logo_pkey" PRIMARY KEY ("tenant_id")
);

SELECT guard_tenant_table('merchant_logo');
GRANT SELECT, INSERT, UPDATE, DELETE ON merchant_logo TO noren_app;
-- Shoppers see it.
GRANT SELECT ON merchant_logo TO noren_ingest, noren_operator, noren_jobs;
ALTER TABLE merchant_logo ADD CONSTRAINT merchant_logo_small CHECK (octet_length(picture) <= 24000);
