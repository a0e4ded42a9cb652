-- CreateTable
CREATE TABLE "service_trouble" (
    "id" TEXT NOT NULL,
    "wallet_id" TEXT,
    "source" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "began_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "service_trouble_pkey" PRIMARY KEY ("id")
);

ALTER TABLE service_trouble
  ADD CONSTRAINT service_trouble_source CHECK (source IN ('calls', 'operator')),
  ADD CONSTRAINT service_trouble_order CHECK (ended_at IS NULL OR ended_at >= began_at);
-- At most one of a kind is open: the whole network or one wallet, as found by calls or as said by an operator.
CREATE UNIQUE INDEX service_trouble_open ON service_trouble (coalesce(wallet_id, ''), source) WHERE ended_at IS NULL;
GRANT SELECT ON service_trouble TO noren_app, noren_ingest;
GRANT SELECT, INSERT, UPDATE ON service_trouble TO noren_operator, noren_jobs;
