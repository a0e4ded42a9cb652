-- The worker copies every table, keys among them, and ends what a merchant leaves behind.
GRANT SELECT ON api_key TO noren_jobs;
