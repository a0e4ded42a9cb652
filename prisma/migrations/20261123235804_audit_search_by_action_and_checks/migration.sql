-- CreateTable
CREATE TABLE "audit_check" (
    "id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "ok" BOOLEAN,
    "rows" INTEGER,
    "sealed" INTEGER,
    "first_broken" TEXT,
    "problem" TEXT,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id" DESC);

GRANT SELECT, INSERT ON audit_check TO noren_operator;
GRANT SELECT, INSERT, UPDATE ON audit_check TO noren_jobs;
