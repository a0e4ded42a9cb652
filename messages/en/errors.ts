import type { ErrorCode } from "@/server/kernel/errors";

/** What happened, why, and what to do: one sentence or two for every refusal. */
export const errors = {
  not_signed_in: "Your sign-in has ended. Please sign in again.",
  not_permitted: "Your role does not allow this. Ask an owner or an administrator.",
  not_found: "Nothing was found here. It may have been removed, or the address may be wrong.",
  too_many_requests:
    "That was tried too often in a short time, so it is paused. Please wait a little and try again.",
  cross_origin: "The request came from another site and was not accepted. Please open this page again.",
  step_up_required: "This is an important action, so please confirm who you are once more and continue.",
  invalid_input: "Some entries need another look. Please correct the fields marked in red.",
  too_large: "That is too large. Please make it smaller and try again.",
  code_wrong: "That code is not right. Please check the 6 digits in the e-mail.",
  code_expired: "That code is no longer valid. Please request a new one.",
  person_blocked: "This account is blocked. Please contact an administrator.",
  last_owner: "This would leave no owner. Please make someone else an owner first.",
  second_factor_required:
    "Your second factor has not been given yet. Confirm with a passkey or an authenticator app, then continue.",
  view_only: "Nothing can be changed while support is viewing. End the viewing first.",
  factor_wrong: "That did not match. Check the code or passkey and try again; a code works only once.",
  factor_stale: "The confirmation took too long. Please start it again.",
  factor_enrolment_late:
    "Too much time has passed since you signed in to set up a second factor. Sign in again, then set it up.",
  factor_count: "No more can be added. Remove one that you no longer use first.",
  last_factor: "The last one cannot be removed. Add another way to confirm first.",
  invitation_void:
    "This invitation cannot be used: it was used, withdrawn, or has expired. Ask whoever invited you for a new one.",
  invitation_other_person:
    "This invitation was sent to a different e-mail address. Sign in with that address.",
  already_member: "This person is a member already. You can change their role in the list.",
  view_state: "The viewing has already ended. Start again with a reason if you still need it.",
  request_state: "This request has been answered already. Refresh the list and check.",
  nothing_to_erase:
    "There is nothing that may be erased now. Answer with a refusal that says why it has to be kept.",
  own_account: "You cannot change your own roles or account. Ask another administrator.",
  amount_not_integer: "Please enter a whole amount (example: 1280).",
  currency_mismatch: "The currencies do not match. Please check the amounts.",
  idempotency_conflict:
    "A request with the same number but other content arrived, so the first one was kept. Please open the page again and check.",
  application_incomplete:
    "Some required items are still missing. Please complete the items in the list and submit again.",
  application_changed: "The content was changed elsewhere. Please review the latest version and try again.",
  application_state:
    "The application is in another state now, so this is not possible. Please refresh the page.",
  recommendation_void:
    "The person who recommended this no longer holds that role, so the recommendation is void. Start again from the recommendation.",
  assignment_changed:
    "Somebody else took or released this meanwhile, so nothing was changed. Refresh the list to see who has it.",
  application_cooling:
    "An application of the same company or representative was rejected, so it cannot be submitted before {day}. What you typed is kept.",
  merchant_state: "The merchant's state has changed, so this cannot be done now. Refresh the page and check.",
  area_known: "There is an area of this name already. Use it, or choose another name.",
  import_state: "The import has moved on, so this is no longer possible. Refresh the page and look again.",
  import_running: "Another import is not finished yet. Wait for it or cancel it, then try again.",
  store_state: "The store's state has changed, so this cannot be done now. Refresh the page and check.",
  registration_state:
    "The wallet's answer has changed, so this cannot be done now. Refresh the page and check.",
  document_pixels: "The picture is too large (up to {max} pixels a side). Make it smaller or take it again.",
  change_state: "The change request has moved on, so this cannot be done now. Refresh the page and check.",
  document_count: "Up to {max} documents can be kept. Remove one that is not needed, then add this one.",
  maker_is_checker: "Whoever recommended cannot approve. Please ask another approver.",
  document_type: "This file type cannot be read. Please choose a JPG, PNG, PDF or HEIC.",
  document_too_large: "The file is larger than 10 MB. Please make it smaller and try again.",
  document_unreadable: "The file could not be opened. Please take the picture again or choose another file.",
  document_encrypted: "PDFs with a password are not accepted. Please remove the password first.",
  document_empty: "The file is empty. Save it again or choose another file.",
  document_pages:
    "There are too many pages (up to {max} for one document). Keep only the pages that are needed.",
  document_small:
    "The picture is too small to read (at least {min} pixels a side). Move closer and take it again.",
  document_too_complex:
    "The file takes too long to process and cannot be accepted. Take a photograph of it, or make the PDF again.",
  document_date: "The date of issue is after today. Please check the date on the document.",
  kana_characters:
    "The account holder contains characters that cannot be used: {characters}. Please type the kana as in the passbook.",
  kana_too_long: "The account holder is longer than 30 characters. Please check the passbook.",
  code_state: "The code is in another state now, so this is not possible. Please refresh the page.",
  code_invalid: "This code cannot be used. Please ask the shop for its current code.",
  parcel_state: "The parcel is in another state now, so this is not possible. Please refresh the page.",
  nothing_to_print: "There is nothing to hand over to the print shop. New orders will appear here.",
  amount_out_of_range: "Please enter an amount from {min} to {max}.",
  store_not_live: "This store does not take payments at the moment.",
  wallet_not_live: "This wallet does not work at this store yet. Please use another wallet.",
  payment_state: "The payment is in another state now, so this is not possible. Please refresh the page.",
  refund_exceeds_payment: "{remaining} can still be refunded. Please check the amount.",
  refund_count_exceeded: "This wallet allows {max} refunds per payment, so no further refund is possible.",
  refund_window_closed:
    "More than {days} days have passed since the payment, so it cannot be refunded here. Please consider another way, such as cash.",
  cancel_window_closed:
    "The time to cancel (1:15 of the next day) has passed. Please refund the payment instead.",
  dispute_state: "The dispute is in another state now, so this is not possible. Please refresh the page.",
  dispute_deadline_passed:
    "The deadline for an answer has passed, so it can no longer be sent. Please contact support if you have questions.",
  dispute_answer_empty: "To contest, an explanation or a document is needed. Add one of them and send again.",
  risk_limit: "This amount cannot be paid at this store now. Please check the amount or pay in another way.",
  alert_state: "Someone has dealt with this alert already. Please refresh the page.",
  work_state: "This item is settled already. Please refresh the page.",
  refund_limit: "Your role may refund up to {max} at once. Please enter less or ask the owner.",
  network_unreachable: "The wallet network cannot be reached. Please wait a little and try again.",
  network_refused: "The wallet network did not accept this ({reason}). Please check the details.",
  period_open: "The period is not over yet, so it cannot be closed. Please try again from the next day.",
  period_closed: "This period is already closed. Please see the result in the list.",
  transfer_not_due:
    "The date of this transfer has not come yet. Please record the bank's results from that day on.",
  bank_file_state:
    "The transfer file is in another state now, so this is not possible. Please refresh the page.",
  bank_file_not_released:
    "The transfer file has not been released by two people yet. Please release it first.",
  bank_file_late:
    "The bank needed a file for {day} to be released by {by}. Withdraw this file and prepare it again: its transfers move to the next possible day.",
  bank_file_outdated:
    "This file holds {count, number} payouts that may not be paid now, because an account was changed or a merchant suspended. Withdraw the file and prepare it again; those payouts are then left out.",
  payout_state: "The payout is in another state now, so this is not possible. Please refresh the page.",
  bank_row_invalid:
    "The transfer data contains something a bank would refuse ({field}). Please check the bank account.",
  terms_too_late: "This would reach back into a day that is closed or over. Choose {day} or a later day.",
  terms_outdated:
    "The contract or rate has changed since this was proposed. Check what holds now and propose it again.",
  proposal_state: "This proposal is already decided. Please refresh the page.",
  early_payout_not_offered: "Your contract offers no early payout. Please see the date of the next payout.",
  early_payout_open: "An early payout is requested already. It is closed tonight.",
  payouts_stopped: "Somebody has stopped or resumed these payouts meanwhile. Please refresh the page.",
  reconciliation_state:
    "Somebody else has taken this further, or it has changed. Please read the screen again and try once more.",
  reconciliation_stands:
    "This difference leaves ¥{amount} on the accounts, so an explanation cannot close it. Please propose a write-off.",
  period_locked:
    "This month is locked, or cannot be locked yet. Months are locked in order, from the day after their end.",
  period_settling:
    "Something was booked for {month} within the last hour, and has to settle first. Please lock the month again after {time}.",
  period_unsettled:
    "The days through {day} are not settled yet, so this month cannot be locked. Please close them first.",
  day_locked:
    "The books of {month} are locked, so nothing can be recorded with this date. Record it with {day} or a later day, and write the real day into the text.",
  unavailable: "This cannot be done right now. What you typed is kept. Please wait a little and try again.",
  api_key_wrong:
    "The API key is wrong or has ended. Please check for a working key under Settings, Integration.",
  api_keys_full: "A merchant may have up to {max} API keys. Please end one that is not used, then try again.",
  trouble_known: "This is announced already. Please read the list again.",
  webhook_address:
    "Nothing can be sent to this address. Please enter one that starts with https and is open to the internet.",
  webhooks_full: "You can have up to {max} endpoints. Remove one that is not used, then add a new one.",
  webhook_state: "This endpoint was changed on another screen. Please open the page again and check.",
  internal:
    "Something unexpected happened. What you typed is kept. Please try again, and contact us with the request number if it continues.",
} satisfies Record<ErrorCode, string>;
