-- AlterTable
ALTER TABLE "brand" DROP COLUMN "fee_basis_points",
DROP COLUMN "language",
DROP COLUMN "poster_format";

-- AlterTable
ALTER TABLE "contract" DROP COLUMN "fee_source";
