-- A poster has one current edition in each format, also when two people download it at once: whoever comes second waits
-- for the first and reads its edition.
ALTER TABLE poster_edition NO FORCE ROW LEVEL SECURITY;
UPDATE poster_edition older SET revoked_at = newer.issued_at
FROM poster_edition newer
WHERE newer.code_id = older.code_id AND newer.format = older.format AND newer.version = older.version + 1
  AND older.revoked_at IS NULL;
ALTER TABLE poster_edition FORCE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX poster_edition_current ON poster_edition (code_id, format) WHERE revoked_at IS NULL;
