-- CreateTable
CREATE TABLE "code_scan" (
    "code_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "first_opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opens" BIGINT NOT NULL,

    CONSTRAINT "code_scan_pkey" PRIMARY KEY ("code_id")
);

-- CreateTable
CREATE TABLE "code_watch" (
    "code_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "prefecture_code" TEXT NOT NULL,
    "reasons" TEXT[],
    "since_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_watch_pkey" PRIMARY KEY ("code_id")
);

-- CreateTable
CREATE TABLE "code_note" (
    "code_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "quiet_until" TIMESTAMPTZ(3) NOT NULL,
    "noted_by" TEXT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_note_pkey" PRIMARY KEY ("code_id")
);

-- CreateTable
CREATE TABLE "code_watch_refresh" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "watched_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB NOT NULL,

    CONSTRAINT "code_watch_refresh_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "code_scan_tenant_id_idx" ON "code_scan"("tenant_id");

-- CreateIndex
CREATE INDEX "code_watch_since_at_code_id_idx" ON "code_watch"("since_at", "code_id");

-- CreateIndex
CREATE INDEX "code_watch_prefecture_code_since_at_code_id_idx" ON "code_watch"("prefecture_code", "since_at", "code_id");

-- CreateIndex
CREATE INDEX "code_watch_reasons_idx" ON "code_watch" USING GIN ("reasons");

-- CreateIndex
CREATE INDEX "code_watch_tenant_id_idx" ON "code_watch"("tenant_id");

-- CreateIndex
CREATE INDEX "code_note_tenant_id_idx" ON "code_note"("tenant_id");

SELECT guard_tenant_table('code_scan');
SELECT guard_tenant_table('code_watch');
SELECT guard_tenant_table('code_note');
ALTER TABLE code_watch ADD CONSTRAINT code_watch_reasons CHECK (reasons IS NOT NULL AND reasons <> '{}');
ALTER TABLE code_watch_refresh ADD CONSTRAINT code_watch_refresh_one CHECK (id = 1);
GRANT SELECT, INSERT, UPDATE ON code_scan TO noren_ingest;
GRANT SELECT ON code_scan TO noren_operator, noren_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON code_watch TO noren_jobs;
GRANT SELECT, INSERT, UPDATE ON code_watch_refresh TO noren_jobs;
GRANT SELECT ON code_watch, code_watch_refresh TO noren_operator;
GRANT SELECT, INSERT, UPDATE ON code_note TO noren_operator;
GRANT SELECT ON code_note TO noren_jobs;
