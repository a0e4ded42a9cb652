-- CreateTable
CREATE TABLE "print_order" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "ordered_by" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "copies" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "codes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "print_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_parcel" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "store_id" TEXT,
    "state" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "attention" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "copies" INTEGER NOT NULL,
    "code_ids" TEXT[],
    "handover_id" TEXT,
    "carrier" TEXT,
    "tracking_number" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "shipped_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "print_parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "print_handover" (
    "id" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "sheets" INTEGER NOT NULL,

    CONSTRAINT "print_handover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "print_order_tenant_id_id_idx" ON "print_order"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "print_order_tenant_id_request_id_key" ON "print_order"("tenant_id", "request_id");

-- CreateIndex
CREATE INDEX "print_parcel_tenant_id_id_idx" ON "print_parcel"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "print_parcel_order_id_idx" ON "print_parcel"("order_id");

-- CreateIndex
CREATE INDEX "print_parcel_handover_id_idx" ON "print_parcel"("handover_id");

-- AddForeignKey
ALTER TABLE "print_parcel" ADD CONSTRAINT "print_parcel_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "print_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_parcel" ADD CONSTRAINT "print_parcel_handover_id_fkey" FOREIGN KEY ("handover_id") REFERENCES "print_handover"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The desk looks for what is not handed over yet; that is a handful of rows at any time.
CREATE INDEX print_parcel_requested ON print_parcel (id) WHERE state = 'requested';

SELECT guard_tenant_table('print_order');
SELECT guard_tenant_table('print_parcel');
GRANT SELECT, INSERT ON print_order TO noren_app;
GRANT SELECT ON print_order TO noren_operator, noren_jobs;
-- A merchant orders, cancels and says that it arrived; the operator hands over and ships; neither changes an address.
GRANT SELECT, INSERT, UPDATE (state, ended_at) ON print_parcel TO noren_app;
GRANT SELECT, UPDATE (state, code_ids, handover_id, carrier, tracking_number, shipped_at, ended_at) ON print_parcel TO noren_operator;
GRANT SELECT ON print_parcel TO noren_jobs;
GRANT SELECT, INSERT, UPDATE (sheets) ON print_handover TO noren_operator;
GRANT SELECT ON print_handover TO noren_jobs;
ALTER TABLE print_order
  ADD CONSTRAINT print_order_size CHECK (copies BETWEEN 1 AND 10 AND codes BETWEEN 1 AND 2000),
  ADD CONSTRAINT print_order_place CHECK (place IN ('stores', 'merchant'));
ALTER TABLE print_parcel
  ADD CONSTRAINT print_parcel_size CHECK (copies BETWEEN 1 AND 10 AND cardinality(code_ids) BETWEEN 1 AND 2000),
  ADD CONSTRAINT print_parcel_state CHECK (state IN ('requested', 'printing', 'shipped', 'delivered', 'cancelled')),
  ADD CONSTRAINT print_parcel_handed_over CHECK (state IN ('requested', 'cancelled') OR handover_id IS NOT NULL),
  ADD CONSTRAINT print_parcel_tracked CHECK (state NOT IN ('shipped', 'delivered') OR
    (carrier IS NOT NULL AND tracking_number IS NOT NULL AND shipped_at IS NOT NULL)),
  ADD CONSTRAINT print_parcel_ended CHECK ((ended_at IS NOT NULL) = (state IN ('delivered', 'cancelled')));
