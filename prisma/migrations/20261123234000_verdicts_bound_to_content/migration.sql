-- A verdict is about exactly one content: when the applicant changes it, the verdict no longer counts.
ALTER TABLE "review_item" ADD COLUMN "content_hash" TEXT;
ALTER TABLE review_item
  ADD CONSTRAINT review_item_state CHECK (state IN ('accepted', 'returned', 'waived', 'answered')),
  ADD CONSTRAINT review_item_reason CHECK (state NOT IN ('returned', 'waived') OR reason_code IS NOT NULL),
  ADD CONSTRAINT review_item_hash CHECK (content_hash IS NULL OR content_hash ~ '^[0-9a-f]{64}$');
