-- Counters of rate limits: rate-limiter-flexible keeps them here, in the order of its own INSERT.
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" DOUBLE PRECISION,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO noren_app;

-- One live row per person and operator role: NULL tenants are distinct to the unique index that Prisma made.
CREATE UNIQUE INDEX membership_operator_role ON membership (person_id, role)
  WHERE tenant_id IS NULL AND revoked_at IS NULL;

-- A person is one account, however the address was typed.
ALTER TABLE person ADD CONSTRAINT person_email_lower CHECK (email = lower(email));
