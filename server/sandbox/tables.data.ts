/** The sandbox network's own tables, in its own database. Instants are epoch milliseconds of the business clock. */
export const TABLES = `
CREATE TABLE IF NOT EXISTS network_payment (
  payment_id text PRIMARY KEY,
  flow text NOT NULL CHECK (flow IN ('entry', 'push')),
  payment_request_id text UNIQUE,
  request_content text,
  wallet_id text,
  state text NOT NULL,
  result_code text,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  payer_minor bigint,
  payer_currency text,
  quote jsonb,
  reference_merchant_id text NOT NULL,
  reference_store_id text NOT NULL,
  shop_name text NOT NULL,
  reference_order_id text,
  order_description text NOT NULL,
  code_value text,
  customer_id text,
  acquirer_payment_id text,
  notify_url text,
  redirect_url text,
  misbehave text NOT NULL DEFAULT 'none',
  created_at bigint NOT NULL,
  expires_at bigint,
  confirmed_at bigint,
  settles_at bigint,
  paid_at bigint,
  cancelled_at bigint
);
CREATE INDEX IF NOT EXISTS network_payment_settles ON network_payment (settles_at) WHERE settles_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS network_payment_pending ON network_payment (expires_at) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS network_payment_paid ON network_payment (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS network_payment_customer ON network_payment (customer_id, created_at DESC);

CREATE TABLE IF NOT EXISTS network_refund (
  refund_request_id text PRIMARY KEY,
  refund_id text NOT NULL UNIQUE,
  request_content text NOT NULL,
  payment_id text NOT NULL REFERENCES network_payment (payment_id),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  payer_minor bigint NOT NULL,
  refunded_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS network_refund_payment ON network_refund (payment_id);
CREATE INDEX IF NOT EXISTS network_refund_time ON network_refund (refunded_at);

CREATE TABLE IF NOT EXISTS network_dispute (
  dispute_id text PRIMARY KEY,
  payment_id text NOT NULL REFERENCES network_payment (payment_id),
  stage text NOT NULL CHECK (stage IN ('retrieval', 'escalation')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  due_at bigint NOT NULL,
  response_content text,
  judgement text CHECK (judgement IN ('WON', 'LOST')),
  judges_at bigint
);
CREATE INDEX IF NOT EXISTS network_dispute_payment ON network_dispute (payment_id);

CREATE TABLE IF NOT EXISTS network_chaos (
  seed bigint NOT NULL,
  percent int NOT NULL CHECK (percent BETWEEN 1 AND 100),
  serial bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS registration_request (
  registration_request_id text PRIMARY KEY,
  request_content text NOT NULL,
  reference_merchant_id text NOT NULL,
  reference_store_id text NOT NULL,
  notify_url text,
  requested_at bigint NOT NULL,
  resolves_at bigint,
  resolved_at bigint
);
CREATE INDEX IF NOT EXISTS registration_request_due ON registration_request (resolves_at) WHERE resolved_at IS NULL;
CREATE INDEX IF NOT EXISTS registration_request_store ON registration_request (reference_store_id, requested_at DESC);

CREATE TABLE IF NOT EXISTS registration (
  reference_store_id text NOT NULL,
  wallet_id text NOT NULL,
  reference_merchant_id text NOT NULL,
  registration_request_id text,
  shop_name text NOT NULL,
  mcc text NOT NULL,
  state text NOT NULL CHECK (state IN ('processing', 'approved', 'rejected')),
  reason text,
  PRIMARY KEY (reference_store_id, wallet_id)
);
CREATE INDEX IF NOT EXISTS registration_by_request ON registration (registration_request_id);

CREATE TABLE IF NOT EXISTS delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  subject text NOT NULL,
  wallet_id text,
  url text NOT NULL,
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('due', 'held', 'done', 'given_up')),
  attempts integer NOT NULL DEFAULT 0,
  due_at bigint NOT NULL,
  last_result text
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due_at) WHERE state IN ('due', 'held');
CREATE INDEX IF NOT EXISTS delivery_subject ON delivery (subject);

CREATE TABLE IF NOT EXISTS armed_fault (
  call text PRIMARY KEY,
  misbehave text NOT NULL,
  remaining integer NOT NULL CHECK (remaining > 0)
);

CREATE TABLE IF NOT EXISTS report (
  name text PRIMARY KEY,
  kind text NOT NULL,
  clearing_day text NOT NULL,
  seq integer NOT NULL,
  content text NOT NULL,
  written_at bigint NOT NULL,
  UNIQUE (kind, clearing_day, seq)
);
ALTER TABLE report ADD COLUMN IF NOT EXISTS handed_over_at bigint;
CREATE INDEX IF NOT EXISTS report_waiting ON report (name) WHERE handed_over_at IS NULL;

CREATE TABLE IF NOT EXISTS mail (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sender text NOT NULL,
  recipients text[] NOT NULL,
  subject text NOT NULL,
  body_text text NOT NULL,
  body_html text,
  received_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS mail_recipients ON mail USING gin (recipients);
`;
