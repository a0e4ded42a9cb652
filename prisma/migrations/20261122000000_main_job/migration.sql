-- CreateTable
CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "actor_id" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "changed_fields" TEXT[],
    "sealed" BYTEA,
    "request_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "row_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "audit_pending" (
    "event_id" TEXT NOT NULL,

    CONSTRAINT "audit_pending_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "seq" BIGINT NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "seal_hash" BYTEA NOT NULL,
    "events" INTEGER NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_sealed_event" (
    "event_id" TEXT NOT NULL,
    "seal_seq" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "audit_sealed_event_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "audit_subject_key" (
    "subject_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_subject_key_pkey" PRIMARY KEY ("subject_id")
);

-- CreateTable
CREATE TABLE "code" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "counter_name" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "retire_at" TIMESTAMPTZ(3),
    "jpqr_id" TEXT,
    "replaces_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poster_edition" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "code_id" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "poster_edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "tenant_id" TEXT,
    "subject_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'ja',
    "blocked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sound_on" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "membership_id" TEXT,
    "stepped_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_code" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "nonce_hash" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "role" TEXT NOT NULL,
    "store_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_key" (
    "key" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "entry_id" TEXT NOT NULL,

    CONSTRAINT "ledger_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "business_day_on" CHAR(10) NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "ledger_posting" (
    "entry_id" TEXT NOT NULL,
    "seq" SMALLINT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "ledger_posting_pkey" PRIMARY KEY ("entry_id","seq")
) PARTITION BY RANGE ("entry_id");

-- CreateTable
CREATE TABLE "ledger_checkpoint" (
    "account" TEXT NOT NULL,
    "closed_on" CHAR(10) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "through_entry_id" TEXT NOT NULL,
    "balance_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_checkpoint_pkey" PRIMARY KEY ("account","currency","closed_on")
);

-- CreateTable
CREATE TABLE "merchant" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL,
    "legal_name_kana" TEXT NOT NULL,
    "trade_name" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "corporate_number" TEXT,
    "invoice_registration_number" TEXT,
    "contact_email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "prefecture_code" TEXT NOT NULL,
    "prefecture" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "address_line" TEXT NOT NULL,
    "mcc" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "suspended_reason" TEXT,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_search" (
    "merchant_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "bigrams" TEXT[],

    CONSTRAINT "merchant_search_pkey" PRIMARY KEY ("merchant_id")
);

-- CreateTable
CREATE TABLE "payout_group" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bank_account_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_kana" TEXT NOT NULL,
    "name_latin" TEXT NOT NULL,
    "city_latin" TEXT NOT NULL,
    "mcc" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "prefecture_code" TEXT NOT NULL,
    "municipality_code" TEXT NOT NULL,
    "prefecture" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "address_line" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opening_hours" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "valid_from_on" CHAR(10) NOT NULL,
    "valid_through_on" CHAR(10),
    "fee_basis_points" INTEGER NOT NULL,
    "fee_rounding_unit" TEXT NOT NULL DEFAULT 'statement',
    "fee_rounding_mode" TEXT NOT NULL DEFAULT 'down',
    "tax_basis_points" INTEGER NOT NULL DEFAULT 1000,
    "tax_rounding_mode" TEXT NOT NULL DEFAULT 'down',
    "cycle" TEXT NOT NULL DEFAULT 'daily',
    "payout_offset_bank_days" INTEGER NOT NULL DEFAULT 2,
    "minimum_payout_minor" BIGINT NOT NULL DEFAULT 1,
    "transfer_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "negative_limit_minor" BIGINT NOT NULL DEFAULT 100000,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_account" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "bank_code" TEXT NOT NULL,
    "branch_code" TEXT NOT NULL,
    "account_type" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "blind_index" TEXT NOT NULL,
    "last_digits" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_kana" TEXT NOT NULL,
    "name_hiragana" TEXT NOT NULL,
    "name_transfer" TEXT NOT NULL,
    "folded" TEXT NOT NULL,

    CONSTRAINT "bank_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "bank_branch" (
    "bank_code" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_kana" TEXT NOT NULL,
    "name_transfer" TEXT NOT NULL,
    "folded" TEXT NOT NULL,

    CONSTRAINT "bank_branch_pkey" PRIMARY KEY ("bank_code","code")
);

-- CreateTable
CREATE TABLE "bank_holiday" (
    "day" CHAR(10) NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "bank_holiday_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "wallet" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "home_currency" TEXT NOT NULL,
    "max_refunds" INTEGER NOT NULL,
    "refund_window_days" INTEGER NOT NULL,
    "network_fee_basis_points" INTEGER NOT NULL,
    "min_amount_minor" BIGINT NOT NULL,
    "max_amount_minor" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "applicant_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "entity_type" TEXT NOT NULL DEFAULT '',
    "trade_name" TEXT NOT NULL DEFAULT '',
    "prefecture" TEXT NOT NULL DEFAULT '',
    "mcc" TEXT NOT NULL DEFAULT '',
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "corporate_number" TEXT,
    "bank_blind_index" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "assigned_to" TEXT,
    "submissions" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_item" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "item_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason_code" TEXT,
    "reason" TEXT,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "maker_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "checker_id" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "byte_size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "code_id" TEXT NOT NULL,
    "wallet_id" TEXT,
    "origin" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "payer_amount_minor" BIGINT,
    "payer_currency" TEXT,
    "quote_id" TEXT,
    "quote_pair" TEXT,
    "quote_price" TEXT,
    "settlement_amount_minor" BIGINT,
    "network_payment_id" TEXT,
    "customer_id" TEXT,
    "customer_masked_account" TEXT,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "next_inquiry_at" TIMESTAMPTZ(3),
    "inquiries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "network_message_key" (
    "key" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "payment_id" TEXT,
    "tenant_id" TEXT,
    "response" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_message_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "network_message" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT,
    "path" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "outcome" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_message_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "parked_message" (
    "id" TEXT NOT NULL,
    "waits_for" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parked_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "security_event" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "wallet_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "network_refund_id" TEXT,
    "reason" TEXT NOT NULL,
    "failure_code" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cancel_request" (
    "payment_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "cancel_request_pkey" PRIMARY KEY ("payment_id")
);

-- CreateTable
CREATE TABLE "wallet_registration" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "wallet_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "request_id" TEXT NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "wallet_registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement_run" (
    "id" TEXT NOT NULL,
    "through_on" CHAR(10) NOT NULL,
    "state" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "statements" INTEGER NOT NULL DEFAULT 0,
    "payout_total_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "settlement_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "from_on" CHAR(10) NOT NULL,
    "through_on" CHAR(10) NOT NULL,
    "pay_on" CHAR(10) NOT NULL,
    "state" TEXT NOT NULL,
    "opening_minor" BIGINT NOT NULL,
    "sales_minor" BIGINT NOT NULL,
    "sales_count" INTEGER NOT NULL,
    "refunds_minor" BIGINT NOT NULL,
    "refunds_count" INTEGER NOT NULL,
    "fees_minor" BIGINT NOT NULL,
    "fees_returned_minor" BIGINT NOT NULL,
    "transfer_fee_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "tax_returned_minor" BIGINT NOT NULL,
    "adjustments_minor" BIGINT NOT NULL,
    "returned_payouts_minor" BIGINT NOT NULL,
    "payout_minor" BIGINT NOT NULL,
    "carried_minor" BIGINT NOT NULL,
    "fee_basis_points" INTEGER NOT NULL,
    "tax_basis_points" INTEGER NOT NULL,
    "invoice_number" BIGINT,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_entry" (
    "entry_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,

    CONSTRAINT "statement_entry_pkey" PRIMARY KEY ("entry_id","payout_group_id")
);

-- CreateTable
CREATE TABLE "statement_line" (
    "statement_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "store_id" TEXT,
    "wallet_id" TEXT,
    "day_on" CHAR(10),
    "count" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "statement_line_pkey" PRIMARY KEY ("statement_id","seq")
);

-- CreateTable
CREATE TABLE "payout" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "payout_group_id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "bank_account_id" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "pay_on" CHAR(10) NOT NULL,
    "bank_file_id" TEXT,
    "held_reason" TEXT,
    "failure_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_file" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "pay_on" CHAR(10) NOT NULL,
    "record_count" INTEGER NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "prepared_by" TEXT NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "issued_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_file_row" (
    "bank_file_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "payout_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "bank_file_row_pkey" PRIMARY KEY ("bank_file_id","seq")
);

-- CreateTable
CREATE TABLE "invoice_counter" (
    "id" INTEGER NOT NULL,
    "last_number" BIGINT NOT NULL,

    CONSTRAINT "invoice_counter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notification_person_id_id_idx" ON "notification"("person_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_event_subject_id_id_idx" ON "audit_event"("subject_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_event_tenant_id_id_idx" ON "audit_event"("tenant_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "audit_sealed_event_seal_seq_position_key" ON "audit_sealed_event"("seal_seq", "position");

-- CreateIndex
CREATE INDEX "code_tenant_id_id_idx" ON "code"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "code_store_id_idx" ON "code"("store_id");

-- CreateIndex
CREATE UNIQUE INDEX "poster_edition_serial_key" ON "poster_edition"("serial");

-- CreateIndex
CREATE INDEX "poster_edition_tenant_id_idx" ON "poster_edition"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "poster_edition_code_id_format_version_key" ON "poster_edition"("code_id", "format", "version");

-- CreateIndex
CREATE INDEX "outbox_event_available_at_id_idx" ON "outbox_event"("available_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_code_email_nonce_hash_key" ON "sign_in_code"("email", "nonce_hash");

-- CreateIndex
CREATE INDEX "membership_tenant_id_idx" ON "membership"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_person_id_tenant_id_key" ON "membership"("person_id", "tenant_id");

-- CreateIndex
CREATE INDEX "ledger_entry_tenant_id_id_idx" ON "ledger_entry"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "ledger_entry_reference_idx" ON "ledger_entry"("reference");

-- CreateIndex
CREATE INDEX "ledger_posting_from_account_entry_id_idx" ON "ledger_posting"("from_account", "entry_id");

-- CreateIndex
CREATE INDEX "ledger_posting_to_account_entry_id_idx" ON "ledger_posting"("to_account", "entry_id");

-- CreateIndex
CREATE INDEX "merchant_state_id_idx" ON "merchant"("state", "id");

-- CreateIndex
CREATE INDEX "merchant_prefecture_code_id_idx" ON "merchant"("prefecture_code", "id");

-- CreateIndex
CREATE INDEX "merchant_tenant_id_idx" ON "merchant"("tenant_id");

-- CreateIndex
CREATE INDEX "merchant_search_tenant_id_idx" ON "merchant_search"("tenant_id");

-- CreateIndex
CREATE INDEX "payout_group_tenant_id_idx" ON "payout_group"("tenant_id");

-- CreateIndex
CREATE INDEX "payout_group_merchant_id_idx" ON "payout_group"("merchant_id");

-- CreateIndex
CREATE INDEX "store_tenant_id_id_idx" ON "store"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "store_merchant_id_id_idx" ON "store"("merchant_id", "id");

-- CreateIndex
CREATE INDEX "contract_tenant_id_idx" ON "contract"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_merchant_id_version_key" ON "contract"("merchant_id", "version");

-- CreateIndex
CREATE INDEX "bank_account_tenant_id_idx" ON "bank_account"("tenant_id");

-- CreateIndex
CREATE INDEX "bank_account_blind_index_idx" ON "bank_account"("blind_index");

-- CreateIndex
CREATE UNIQUE INDEX "application_tenant_id_key" ON "application"("tenant_id");

-- CreateIndex
CREATE INDEX "application_state_submitted_at_id_idx" ON "application"("state", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "application_applicant_id_idx" ON "application"("applicant_id");

-- CreateIndex
CREATE INDEX "application_bank_blind_index_idx" ON "application"("bank_blind_index");

-- CreateIndex
CREATE INDEX "application_corporate_number_idx" ON "application"("corporate_number");

-- CreateIndex
CREATE INDEX "review_item_tenant_id_idx" ON "review_item"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_application_id_item_key_key" ON "review_item"("application_id", "item_key");

-- CreateIndex
CREATE INDEX "decision_application_id_idx" ON "decision"("application_id");

-- CreateIndex
CREATE INDEX "decision_tenant_id_idx" ON "decision"("tenant_id");

-- CreateIndex
CREATE INDEX "document_application_id_idx" ON "document"("application_id");

-- CreateIndex
CREATE INDEX "document_tenant_id_idx" ON "document"("tenant_id");

-- CreateIndex
CREATE INDEX "payment_tenant_id_id_idx" ON "payment"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "payment_store_id_id_idx" ON "payment"("store_id", "id" DESC);

-- CreateIndex
CREATE INDEX "payment_next_inquiry_at_idx" ON "payment"("next_inquiry_at");

-- CreateIndex
CREATE INDEX "parked_message_waits_for_idx" ON "parked_message"("waits_for");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE INDEX "refund_tenant_id_id_idx" ON "refund"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "refund_state_next_attempt_at_idx" ON "refund"("state", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_tenant_id_request_id_key" ON "refund"("tenant_id", "request_id");

-- CreateIndex
CREATE INDEX "cancel_request_tenant_id_idx" ON "cancel_request"("tenant_id");

-- CreateIndex
CREATE INDEX "cancel_request_state_next_attempt_at_idx" ON "cancel_request"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "wallet_registration_tenant_id_idx" ON "wallet_registration"("tenant_id");

-- CreateIndex
CREATE INDEX "wallet_registration_state_next_attempt_at_idx" ON "wallet_registration"("state", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_registration_store_id_wallet_id_key" ON "wallet_registration"("store_id", "wallet_id");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_run_through_on_key" ON "settlement_run"("through_on");

-- CreateIndex
CREATE UNIQUE INDEX "statement_invoice_number_key" ON "statement"("invoice_number");

-- CreateIndex
CREATE INDEX "statement_tenant_id_through_on_idx" ON "statement"("tenant_id", "through_on" DESC);

-- CreateIndex
CREATE INDEX "statement_run_id_idx" ON "statement"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_payout_group_id_through_on_key" ON "statement"("payout_group_id", "through_on");

-- CreateIndex
CREATE INDEX "statement_entry_statement_id_entry_id_idx" ON "statement_entry"("statement_id", "entry_id");

-- CreateIndex
CREATE INDEX "statement_entry_tenant_id_idx" ON "statement_entry"("tenant_id");

-- CreateIndex
CREATE INDEX "statement_line_tenant_id_idx" ON "statement_line"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_statement_id_key" ON "payout"("statement_id");

-- CreateIndex
CREATE INDEX "payout_tenant_id_id_idx" ON "payout"("tenant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "payout_state_pay_on_idx" ON "payout"("state", "pay_on");

-- CreateIndex
CREATE INDEX "payout_bank_file_id_idx" ON "payout"("bank_file_id");

-- CreateIndex
CREATE INDEX "payout_run_id_idx" ON "payout"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_file_sequence_key" ON "bank_file"("sequence");

-- CreateIndex
CREATE INDEX "bank_file_run_id_idx" ON "bank_file"("run_id");

-- CreateIndex
CREATE INDEX "bank_file_row_payout_id_idx" ON "bank_file_row"("payout_id");

-- CreateIndex
CREATE INDEX "bank_file_row_tenant_id_idx" ON "bank_file_row"("tenant_id");

-- AddForeignKey
ALTER TABLE "code" ADD CONSTRAINT "code_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poster_edition" ADD CONSTRAINT "poster_edition_code_id_fkey" FOREIGN KEY ("code_id") REFERENCES "code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_search" ADD CONSTRAINT "merchant_search_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_group" ADD CONSTRAINT "payout_group_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store" ADD CONSTRAINT "store_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store" ADD CONSTRAINT "store_payout_group_id_fkey" FOREIGN KEY ("payout_group_id") REFERENCES "payout_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_branch" ADD CONSTRAINT "bank_branch_bank_code_fkey" FOREIGN KEY ("bank_code") REFERENCES "bank"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_registration" ADD CONSTRAINT "wallet_registration_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
