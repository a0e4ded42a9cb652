import { codes } from "./ja/codes";
import { common } from "./ja/common";
import { errors } from "./ja/errors";
import { identity } from "./ja/identity";
import { merchant } from "./ja/merchant";
import { payments } from "./ja/payments";
import { payouts } from "./ja/payouts";
import { settlement } from "./ja/settlement";
import { shopper } from "./ja/shopper";

/** Japanese, the source of truth: the other languages must have this shape. */
export const ja = { codes, common, errors, identity, merchant, payments, payouts, settlement, shopper };
