-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "dedupe_key" TEXT NOT NULL,
ADD COLUMN     "in_inbox" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "mail_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "mail_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "mail_sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "mail_state" TEXT NOT NULL DEFAULT 'none';

-- CreateTable
CREATE TABLE "notification_preference" (
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mail" BOOLEAN NOT NULL,
    "inbox" BOOLEAN NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("person_id","kind")
);

-- CreateIndex
CREATE INDEX "application_state_updated_at_id_idx" ON "application"("state", "updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_dedupe_key_key" ON "notification"("dedupe_key");

-- CreateIndex
CREATE INDEX "notification_mail_due_at_idx" ON "notification"("mail_due_at");

-- CreateIndex
CREATE INDEX "notification_created_at_idx" ON "notification"("created_at");

ALTER TABLE notification ADD CONSTRAINT notification_mail_state
  CHECK (mail_state IN ('none', 'waiting', 'sent', 'failed') AND (mail_due_at IS NOT NULL) = (mail_state = 'waiting'));

-- A colleague of the same merchant reads their own inbox and nobody else's.
CREATE POLICY own_person_only ON notification AS RESTRICTIVE TO noren_app
  USING (person_id = current_setting('noren.person_id', true))
  WITH CHECK (person_id = current_setting('noren.person_id', true));
-- The worker tells; a person only marks as read.
REVOKE INSERT, UPDATE ON notification FROM noren_app;
GRANT UPDATE (read_at) ON notification TO noren_app;
GRANT DELETE ON notification TO noren_jobs;

ALTER TABLE notification_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_preference FORCE ROW LEVEL SECURITY;
CREATE POLICY own_choice ON notification_preference TO noren_app
  USING (person_id = current_setting('noren.person_id', true))
  WITH CHECK (person_id = current_setting('noren.person_id', true));
CREATE POLICY whole_network ON notification_preference TO noren_operator, noren_ingest, noren_jobs
  USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON notification_preference TO noren_app;
GRANT SELECT ON notification_preference TO noren_jobs;
GRANT DELETE ON notification_preference TO noren_jobs;
