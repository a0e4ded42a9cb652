-- A document is kept as one picture per page; the viewer has to know how many there are.
ALTER TABLE "document" ADD COLUMN "pages" INTEGER NOT NULL DEFAULT 1;
-- Verdicts are the reviewers' to give; the applicant's side only marks one as answered.
REVOKE INSERT ON review_item FROM noren_app;
