-- AlterTable
ALTER TABLE "brand" DROP COLUMN "fee_basis_points",
DROP COLUMN "language",
DROP COLUMN "poster_format";

-- AlterTable
ALTER TABLE "contract" DROP COLUMN "fee_source";
-- A head office arranges its stores in areas and says which of its payout groups they belong to; the account of a group
-- is still none of the merchant side's business, and a group without one is paid nothing.
GRANT UPDATE (area_id, payout_group_id) ON store TO noren_app;
GRANT INSERT (id, tenant_id, merchant_id, name, created_at) ON payout_group TO noren_app;
