-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_tenant_id_idx" ON "api_key"("tenant_id");

SELECT guard_tenant_table('api_key');
GRANT SELECT, INSERT, UPDATE ON api_key TO noren_app;
GRANT SELECT, UPDATE ON api_key TO noren_operator;
ALTER TABLE api_key
  ADD CONSTRAINT api_key_hash CHECK (octet_length(hash) = 32),
  ADD CONSTRAINT api_key_scopes CHECK (cardinality(scopes) > 0);
