-- CreateTable
CREATE TABLE "payment_note" (
    "payment_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "bill_number" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "noted_by" TEXT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_note_pkey" PRIMARY KEY ("payment_id")
);

-- CreateIndex
CREATE INDEX "payment_note_tenant_id_bill_number_idx" ON "payment_note"("tenant_id", "bill_number");

SELECT guard_tenant_table('payment_note');
GRANT SELECT, INSERT, UPDATE ON payment_note TO noren_app;
GRANT SELECT ON payment_note TO noren_operator, noren_jobs;
ALTER TABLE payment_note
  ADD CONSTRAINT payment_note_lengths CHECK (length(bill_number) <= 40 AND length(note) <= 500);
