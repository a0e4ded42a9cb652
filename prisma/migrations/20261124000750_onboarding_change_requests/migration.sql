-- CreateTable
CREATE TABLE "change_request" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "submissions" INTEGER NOT NULL DEFAULT 0,
    "payout_group_id" TEXT,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "verdicts" JSONB NOT NULL DEFAULT '[]',
    "content_hash" TEXT,
    "maker_id" TEXT,
    "made_at" TIMESTAMPTZ(3),
    "checker_id" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "held_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "change_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_document" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "change_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_version" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "valid_from_on" CHAR(10) NOT NULL,
    "legal_name" TEXT NOT NULL,
    "legal_name_kana" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "prefecture" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "address_line" TEXT NOT NULL,
    "sealed" BYTEA,
    "key_id" TEXT,
    "change_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "change_request_tenant_id_id_idx" ON "change_request"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "change_request_state_submitted_at_id_idx" ON "change_request"("state", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "change_document_change_id_idx" ON "change_document"("change_id");

-- CreateIndex
CREATE INDEX "change_document_tenant_id_idx" ON "change_document"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_version_tenant_id_version_key" ON "merchant_version"("tenant_id", "version");

-- AddForeignKey
ALTER TABLE "change_document" ADD CONSTRAINT "change_document_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_tenant_table('change_request');
SELECT guard_tenant_table('change_document');
SELECT guard_tenant_table('merchant_version');
ALTER TABLE change_request
  ADD CONSTRAINT change_request_kind CHECK (kind IN ('bank_account', 'legal_name', 'representative', 'address')),
  ADD CONSTRAINT change_request_state
    CHECK (state IN ('draft', 'submitted', 'returned', 'recommended', 'approved', 'rejected', 'withdrawn')),
  -- Three people: who asks, who recommends, who approves.
  ADD CONSTRAINT change_request_two_people CHECK (maker_id <> checker_id),
  ADD CONSTRAINT change_request_not_own CHECK (requested_by <> maker_id AND requested_by <> checker_id),
  ADD CONSTRAINT change_request_decided
    CHECK (state <> 'approved' OR (maker_id IS NOT NULL AND checker_id IS NOT NULL AND content_hash IS NOT NULL)),
  ADD CONSTRAINT change_request_group CHECK ((kind = 'bank_account') = (payout_group_id IS NOT NULL));
-- One change of a kind at a time, for each group of payouts.
CREATE UNIQUE INDEX change_request_one_open ON change_request (tenant_id, kind, COALESCE(payout_group_id, ''))
  WHERE state IN ('draft', 'submitted', 'returned', 'recommended');
-- The merchant's people write what they ask for; who checked it and what was found is the operator's to write.
GRANT SELECT, INSERT ON change_request, change_document TO noren_app;
GRANT UPDATE (state, version, submissions, sealed, key_id, requested_by, submitted_at, due_at, verdicts, updated_at,
              closed_at) ON change_request TO noren_app;
GRANT UPDATE (state) ON change_document TO noren_app;
GRANT SELECT ON merchant_version TO noren_app;
GRANT SELECT, INSERT, UPDATE ON change_request, merchant_version TO noren_operator;
GRANT SELECT ON change_document TO noren_operator;
-- Rotation of keys seals them again.
GRANT SELECT, UPDATE ON change_request, change_document, merchant_version TO noren_jobs;
