-- AlterTable
ALTER TABLE "merchant" ADD COLUMN     "final_balance" TEXT,
ADD COLUMN     "terminated_at" TIMESTAMPTZ(3),
ADD COLUMN     "terminated_reason" TEXT;

-- AlterTable
ALTER TABLE "payout" ADD COLUMN     "held_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "payout_group" ADD COLUMN     "payouts_held_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "statement" ADD COLUMN     "carried_reason" TEXT,
ADD COLUMN     "is_final" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "store" ADD COLUMN     "facts_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "suspended_reason" TEXT,
ADD COLUMN     "terminated_at" TIMESTAMPTZ(3),
ADD COLUMN     "terminated_reason" TEXT;

-- AlterTable
ALTER TABLE "wallet_registration" ADD COLUMN     "facts_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "renewing" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE merchant ADD CONSTRAINT merchant_final_balance CHECK (final_balance IN ('pay_out', 'withhold'));
ALTER TABLE statement ADD CONSTRAINT statement_carried_reason
  CHECK (carried_reason IN ('below_minimum', 'negative', 'nothing_due'));
ALTER TABLE payout ADD CONSTRAINT payout_held_has_reason CHECK (state <> 'held' OR held_reason IS NOT NULL);
-- A store is suspended by the operator and corrected by its owner: the merchant side writes its facts and nothing else.
REVOKE INSERT, UPDATE ON store FROM noren_app;
GRANT UPDATE (name, name_kana, name_latin, city_latin, phone, postal_code, prefecture_code, municipality_code,
              prefecture, city, address_line, opening_hours, facts_version) ON store TO noren_app;
-- Where money goes is decided by two of the operator's people.
REVOKE INSERT, UPDATE ON payout_group, bank_account FROM noren_app;
