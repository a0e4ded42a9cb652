/** Days without a change after which an application that waits for its applicant ends. */
export const EXPIRY_DAYS = 90;
