import { codes } from "./ja/codes";
import { common } from "./ja/common";
import { errors } from "./ja/errors";
import { identity } from "./ja/identity";
import { merchant } from "./ja/merchant";
import { onboarding } from "./ja/onboarding";
import { payments } from "./ja/payments";
import { payouts } from "./ja/payouts";
import { publicPages } from "./ja/public";
import { review } from "./ja/review";
import { settlement } from "./ja/settlement";
import { shopper } from "./ja/shopper";

/** Japanese, the source of truth: the other languages must have this shape. */
export const ja = {
  review,
  onboarding,
  codes,
  common,
  errors,
  identity,
  merchant,
  payments,
  payouts,
  publicPages,
  settlement,
  shopper,
};
