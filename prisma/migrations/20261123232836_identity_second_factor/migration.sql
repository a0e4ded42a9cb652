-- AlterTable
ALTER TABLE "session" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "second_factor" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factor_challenge" (
    "session_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "second_factor_challenge_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "store_ids" TEXT[],
    "locale" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "asked_again_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_view" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "seen" TEXT[],

    CONSTRAINT "support_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "second_factor_person_id_idx" ON "second_factor"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_person_id_code_hash_key" ON "recovery_code"("person_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_idx" ON "invitation"("tenant_id");

-- CreateIndex
CREATE INDEX "support_view_tenant_id_started_at_idx" ON "support_view"("tenant_id", "started_at");

-- CreateIndex
CREATE INDEX "support_view_session_id_idx" ON "support_view"("session_id");

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factor_challenge" ADD CONSTRAINT "second_factor_challenge_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A second factor belongs to one person: no other person's transaction sees it.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['second_factor', 'recovery_code'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_rows ON %I TO noren_app
                    USING (person_id = current_setting(''noren.person_id'', true))
                    WITH CHECK (person_id = current_setting(''noren.person_id'', true))', name);
    EXECUTE format('CREATE POLICY everyone ON %I TO noren_operator, noren_jobs USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
ALTER TABLE second_factor ADD CONSTRAINT second_factor_kind CHECK (kind IN ('passkey', 'app'));
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code, second_factor_challenge TO noren_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code TO noren_operator, noren_jobs;
GRANT SELECT, DELETE ON second_factor_challenge TO noren_operator, noren_jobs;

-- Invitations are the tenant's; those of the operator's own staff have no tenant and stay out of its sight.
SELECT guard_tenant_table('invitation');
GRANT SELECT, INSERT, UPDATE ON invitation TO noren_app, noren_operator, noren_jobs;
-- One open invitation per address and place: asking again is sending again.
CREATE UNIQUE INDEX invitation_open ON invitation (COALESCE(tenant_id, ''), email, role)
  WHERE accepted_at IS NULL AND revoked_at IS NULL;
ALTER TABLE invitation ADD CONSTRAINT invitation_email_lower CHECK (email = lower(email));
ALTER TABLE invitation ADD CONSTRAINT invitation_ends_once CHECK (accepted_at IS NULL OR revoked_at IS NULL);

-- Who looked at a merchant's screens is the merchant's to read and the operator's to write.
SELECT guard_tenant_table('support_view');
GRANT SELECT ON support_view TO noren_app, noren_jobs;
GRANT SELECT, INSERT, UPDATE ON support_view TO noren_operator;
ALTER TABLE support_view ADD CONSTRAINT support_view_half_an_hour CHECK (ends_at <= started_at + interval '30 minutes');
ALTER TABLE support_view ADD CONSTRAINT support_view_reason CHECK (length(reason) >= 5);
-- A session looks at one merchant at a time.
CREATE UNIQUE INDEX support_view_open ON support_view (session_id) WHERE ended_at IS NULL;
