-- AlterTable
ALTER TABLE "import_job" ADD COLUMN     "invites" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "owner_invitation" (
    "tenant_id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "owner_invitation_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE INDEX "owner_invitation_job_id_state_idx" ON "owner_invitation"("job_id", "state");

SELECT guard_tenant_table('owner_invitation');
ALTER TABLE owner_invitation
  ADD CONSTRAINT owner_invitation_state CHECK (state IN ('waiting', 'sent', 'not_needed', 'stopped')),
  ADD CONSTRAINT owner_invitation_settled CHECK ((state = 'waiting') = (settled_at IS NULL));
ALTER TABLE import_job ADD CONSTRAINT import_job_invites CHECK (kind = 'merchants' OR NOT invites);
-- What waits is a small part, and goes out in the order of its ids.
CREATE INDEX owner_invitation_waiting ON owner_invitation (tenant_id) WHERE state = 'waiting';
GRANT SELECT, INSERT, UPDATE (state, settled_at) ON owner_invitation TO noren_jobs;
GRANT SELECT, UPDATE (state, settled_at) ON owner_invitation TO noren_operator;
