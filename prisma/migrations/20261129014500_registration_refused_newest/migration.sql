-- The desk of refused registrations lists the newest refusals first, which are not the newest registrations.
DROP INDEX wallet_registration_rejected;
CREATE INDEX wallet_registration_rejected
  ON wallet_registration ((coalesce(settled_at, '1970-01-01Z'::timestamptz)), id) WHERE state = 'rejected';
