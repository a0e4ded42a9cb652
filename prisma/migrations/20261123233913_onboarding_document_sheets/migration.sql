-- A document is several pages, taken one by one, put in order and looked at one by one.
-- AlterTable
ALTER TABLE "document" ADD COLUMN "issued_on" DATE;

-- CreateTable
CREATE TABLE "document_page" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL DEFAULT 0,
    "height" INTEGER NOT NULL DEFAULT 0,
    "byte_size" INTEGER NOT NULL DEFAULT 0,
    "sha256" TEXT NOT NULL,
    "warnings" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'stored',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_view" (
    "document_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "tenant_id" TEXT NOT NULL,

    CONSTRAINT "document_view_pkey" PRIMARY KEY ("document_id","person_id","opened_at")
);

-- CreateIndex
CREATE INDEX "document_page_document_id_position_idx" ON "document_page"("document_id", "position");

-- CreateIndex
CREATE INDEX "document_page_tenant_id_idx" ON "document_page"("tenant_id");

-- CreateIndex
CREATE INDEX "document_view_tenant_id_idx" ON "document_view"("tenant_id");

-- AddForeignKey
ALTER TABLE "document_page" ADD CONSTRAINT "document_page_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The documents of before have their pages too. The owner is under row-level security like everyone.
ALTER TABLE document NO FORCE ROW LEVEL SECURITY;
INSERT INTO document_page (id, tenant_id, document_id, position, storage_key, sha256, created_at)
SELECT 'dpg' || substr(id, 4) || '_' || number, tenant_id, id, number, storage_key || '/' || number, sha256, created_at
FROM document, generate_series(1, pages) AS number;
ALTER TABLE document FORCE ROW LEVEL SECURITY;
ALTER TABLE document DROP COLUMN storage_key;

ALTER TABLE document_page
  ADD CONSTRAINT document_page_state CHECK (state IN ('stored', 'removed')),
  ADD CONSTRAINT document_page_position CHECK (position > 0);
SELECT guard_tenant_table('document_page');
SELECT guard_tenant_table('document_view');
-- A view that was written down stays so.
GRANT SELECT, INSERT, UPDATE ON document_page TO noren_app, noren_jobs;
GRANT SELECT ON document_page TO noren_operator;
GRANT SELECT, INSERT ON document_view TO noren_app, noren_operator;
GRANT SELECT ON document_view TO noren_jobs;
