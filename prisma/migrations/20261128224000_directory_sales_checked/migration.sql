-- AlterTable
ALTER TABLE "sales_fold" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "mended" INTEGER NOT NULL DEFAULT 0;
