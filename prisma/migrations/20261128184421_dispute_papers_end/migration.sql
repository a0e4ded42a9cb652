-- The daily job takes away the papers and the words of disputes that were judged long ago.
GRANT UPDATE (state, sha256) ON dispute_evidence TO noren_jobs;
CREATE INDEX dispute_settled_at ON dispute (settled_at) WHERE settled_at IS NOT NULL;
