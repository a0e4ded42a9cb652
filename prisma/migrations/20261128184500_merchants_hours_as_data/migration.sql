-- Opening hours were kept as a shop writes them on its door in Japanese, 10:00〜22:00（火・水曜定休）. They are data from
-- now on, 10:00-22:00 closed tue,wed, and shown in the reader's language; what was typed freely stays as it was typed.
-- The owner is under row-level security like everyone.
ALTER TABLE store NO FORCE ROW LEVEL SECURITY;
UPDATE store SET opening_hours = substr(opening_hours, 1, 5) || '-' || substr(opening_hours, 7, 5) || coalesce(
  ' closed ' || (
    SELECT string_agg(
      (ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[position(day IN '月火水木金土日')], ',' ORDER BY place)
    FROM regexp_split_to_table(substring(opening_hours FROM '（(.*)曜定休）'), '・') WITH ORDINALITY AS given(day, place)
  ), '')
WHERE opening_hours ~ '^\d\d:\d\d〜\d\d:\d\d(（[月火水木金土日](・[月火水木金土日])*曜定休）)?$';
ALTER TABLE store FORCE ROW LEVEL SECURITY;
