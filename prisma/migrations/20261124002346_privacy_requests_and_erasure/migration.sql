-- AlterTable
ALTER TABLE "application" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "privacy_request" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "privacy_request_state_due_at_id_idx" ON "privacy_request"("state", "due_at", "id");

-- CreateIndex
CREATE INDEX "privacy_request_person_id_id_idx" ON "privacy_request"("person_id", "id" DESC);

-- CreateIndex
CREATE INDEX "privacy_request_tenant_id_idx" ON "privacy_request"("tenant_id");

ALTER TABLE privacy_request ADD CONSTRAINT privacy_request_kind CHECK (kind IN ('copy', 'correction', 'erasure'));
ALTER TABLE privacy_request ADD CONSTRAINT privacy_request_state
  CHECK (state IN ('open', 'accepted', 'done', 'refused') AND (decided_at IS NULL) = (state = 'open'));
SELECT guard_tenant_table('privacy_request');
-- A person asks and reads for themselves, whichever tenant they act for, and nobody's colleague reads along.
CREATE POLICY own_requests ON privacy_request TO noren_app
  USING (person_id = current_setting('noren.person_id', true))
  WITH CHECK (person_id = current_setting('noren.person_id', true));
CREATE POLICY own_person_only ON privacy_request AS RESTRICTIVE TO noren_app
  USING (person_id = current_setting('noren.person_id', true))
  WITH CHECK (person_id = current_setting('noren.person_id', true));
GRANT SELECT, INSERT ON privacy_request TO noren_app;
GRANT SELECT, UPDATE ON privacy_request TO noren_operator;
GRANT SELECT, UPDATE, DELETE ON privacy_request TO noren_jobs;

-- What the retention table lets go of.
GRANT DELETE ON network_message, security_event TO noren_jobs;
