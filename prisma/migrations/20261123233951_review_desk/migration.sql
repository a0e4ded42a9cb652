-- The desk: a queue by age, due time and person; what finds the same applicant elsewhere; identification; cool-down.

-- AlterTable
ALTER TABLE "application" ADD COLUMN     "fingerprints" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "evidence" JSONB;

-- CreateTable
CREATE TABLE "identification" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "paper" TEXT NOT NULL,
    "document_id" TEXT,
    "checked_on" CHAR(10) NOT NULL,
    "checker_id" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "identification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cool_down" (
    "fingerprint" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cool_down_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "review_view" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "identification_application_id_idx" ON "identification"("application_id");

-- CreateIndex
CREATE INDEX "identification_tenant_id_idx" ON "identification"("tenant_id");

-- CreateIndex
CREATE INDEX "cool_down_application_id_idx" ON "cool_down"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_view_person_id_name_key" ON "review_view"("person_id", "name");

-- CreateIndex
CREATE INDEX "application_assigned_to_state_submitted_at_id_idx" ON "application"("assigned_to", "state", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "application_state_due_at_assigned_to_idx" ON "application"("state", "due_at", "assigned_to");

-- CreateIndex
CREATE INDEX "application_fingerprints_idx" ON "application" USING GIN ("fingerprints");

-- CreateIndex
CREATE INDEX "merchant_postal_code_idx" ON "merchant"("postal_code");

-- CreateIndex
CREATE INDEX "store_postal_code_idx" ON "store"("postal_code");

-- AddForeignKey
ALTER TABLE "identification" ADD CONSTRAINT "identification_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Evidence of identification is the desk's; the applicant's side neither reads nor writes it.
SELECT guard_tenant_table('identification');
GRANT SELECT, INSERT, UPDATE ON identification TO noren_operator;
GRANT SELECT, UPDATE ON identification TO noren_jobs;
ALTER TABLE identification ADD CONSTRAINT identification_checked_on CHECK (checked_on ~ '^\d{4}-\d{2}-\d{2}$');

-- Holds nothing but blind indexes and days: every submission asks it, only the desk writes it.
GRANT SELECT ON cool_down TO noren_app, noren_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON cool_down TO noren_operator;

-- A reviewer's own filters.
GRANT SELECT, INSERT, UPDATE, DELETE ON review_view TO noren_operator;
