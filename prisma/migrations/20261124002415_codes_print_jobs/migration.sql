-- CreateTable
CREATE TABLE "print_job" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "packing" TEXT NOT NULL,
    "logo" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "code_ids" TEXT[],
    "parts" INTEGER NOT NULL,
    "parts_done" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "print_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "print_job_tenant_id_id_idx" ON "print_job"("tenant_id", "id");

-- The worker looks for what is not finished; that is a handful of rows at any time.
CREATE INDEX print_job_open ON print_job (id) WHERE state IN ('waiting', 'running');
CREATE INDEX print_job_expiring ON print_job (expires_at) WHERE state NOT IN ('expired', 'waiting', 'running');

SELECT guard_tenant_table('print_job');
GRANT SELECT, INSERT, UPDATE ON print_job TO noren_app, noren_jobs;
GRANT SELECT ON print_job TO noren_operator;
ALTER TABLE print_job
  ADD CONSTRAINT print_job_size CHECK (cardinality(code_ids) BETWEEN 1 AND 50000),
  ADD CONSTRAINT print_job_progress CHECK (parts_done BETWEEN 0 AND parts),
  ADD CONSTRAINT print_job_state CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
  ADD CONSTRAINT print_job_done_is_whole CHECK (state <> 'done' OR parts_done = parts);
