/**
 * Every refusal that a person or an integrator can meet, with the kind of answer it becomes.
 * The messages themselves live in `messages/` under `errors.<code>`, so a code without words is a compile error.
 */
export const ERROR_KINDS = {
  // access
  not_signed_in: "unauthenticated",
  not_permitted: "forbidden",
  not_found: "not_found",
  too_many_requests: "rate_limited",
  cross_origin: "forbidden",
  step_up_required: "forbidden",
  second_factor_required: "forbidden",
  view_only: "forbidden",
  // input
  invalid_input: "invalid",
  too_large: "invalid",
  // people
  code_wrong: "invalid",
  code_expired: "invalid",
  person_blocked: "forbidden",
  last_owner: "conflict",
  request_state: "conflict",
  nothing_to_erase: "conflict",
  own_account: "forbidden",
  factor_wrong: "invalid",
  factor_stale: "conflict",
  factor_enrolment_late: "forbidden",
  factor_count: "conflict",
  last_factor: "conflict",
  invitation_void: "conflict",
  invitation_other_person: "forbidden",
  already_member: "conflict",
  view_state: "conflict",
  // money and ledger
  amount_not_integer: "invalid",
  currency_mismatch: "invalid",
  idempotency_conflict: "conflict",
  // onboarding
  application_incomplete: "invalid",
  application_changed: "conflict",
  application_state: "conflict",
  recommendation_void: "conflict",
  assignment_changed: "conflict",
  application_cooling: "conflict",
  merchant_state: "conflict",
  store_state: "conflict",
  area_known: "conflict",
  import_state: "conflict",
  import_running: "conflict",
  registration_state: "conflict",
  change_state: "conflict",
  document_pixels: "invalid",
  document_count: "conflict",
  maker_is_checker: "forbidden",
  document_type: "invalid",
  document_too_large: "invalid",
  document_unreadable: "invalid",
  document_encrypted: "invalid",
  document_empty: "invalid",
  document_pages: "invalid",
  document_small: "invalid",
  document_too_complex: "invalid",
  document_date: "invalid",
  kana_characters: "invalid",
  kana_too_long: "invalid",
  // codes
  code_state: "conflict",
  code_invalid: "not_found",
  parcel_state: "conflict",
  nothing_to_print: "conflict",
  // payments
  amount_out_of_range: "invalid",
  store_not_live: "conflict",
  wallet_not_live: "conflict",
  payment_state: "conflict",
  refund_exceeds_payment: "conflict",
  refund_count_exceeded: "conflict",
  refund_window_closed: "conflict",
  cancel_window_closed: "conflict",
  dispute_state: "conflict",
  dispute_deadline_passed: "conflict",
  dispute_answer_empty: "invalid",
  risk_limit: "conflict",
  alert_state: "conflict",
  work_state: "conflict",
  refund_limit: "forbidden",
  network_unreachable: "unavailable",
  network_refused: "conflict",
  // settlement
  period_open: "conflict",
  period_closed: "conflict",
  bank_file_state: "conflict",
  bank_file_not_released: "conflict",
  bank_file_late: "conflict",
  transfer_not_due: "conflict",
  bank_file_outdated: "conflict",
  payout_state: "conflict",
  bank_row_invalid: "invalid",
  terms_too_late: "conflict",
  terms_outdated: "conflict",
  proposal_state: "conflict",
  early_payout_not_offered: "conflict",
  early_payout_open: "conflict",
  payouts_stopped: "conflict",
  reconciliation_state: "conflict",
  reconciliation_stands: "conflict",
  period_locked: "conflict",
  period_settling: "conflict",
  period_unsettled: "conflict",
  day_locked: "conflict",
  // integrators
  api_key_wrong: "unauthenticated",
  api_keys_full: "conflict",
  trouble_known: "conflict",
  webhook_address: "invalid",
  webhooks_full: "conflict",
  webhook_state: "conflict",
  // anything we did not foresee
  unavailable: "unavailable",
  internal: "internal",
} as const;

export type ErrorCode = keyof typeof ERROR_KINDS;
export type ErrorKind = (typeof ERROR_KINDS)[ErrorCode];
export type ErrorParams = Readonly<Record<string, string | number>>;

/** The one error class of the domains: a code that has words in every language, and the values for its blanks. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Dotted path of the form field that the error belongs to, when there is one. */
  readonly field: string | undefined;

  constructor(code: ErrorCode, params: ErrorParams = {}, field?: string) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.params = params;
    this.field = field;
  }
}

/** Narrows an unknown thrown value to a DomainError, also across module copies (worker and web bundles). */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === "DomainError" && "code" in error;
}
