import { actions } from "./ja/actions";
import { books } from "./ja/books";
import { chain } from "./ja/chain";
import { changeDesk } from "./ja/change-desk";
import { changes } from "./ja/changes";
import { codes } from "./ja/codes";
import { common } from "./ja/common";
import { directory } from "./ja/directory";
import { disputes } from "./ja/disputes";
import { errors } from "./ja/errors";
import { identity } from "./ja/identity";
import { imports } from "./ja/imports";
import { integration } from "./ja/integration";
import { merchant } from "./ja/merchant";
import { news } from "./ja/news";
import { onboarding } from "./ja/onboarding";
import { ops } from "./ja/ops";
import { payments } from "./ja/payments";
import { payouts } from "./ja/payouts";
import { people } from "./ja/people";
import { printing } from "./ja/printing";
import { privacy } from "./ja/privacy";
import { publicPages } from "./ja/public";
import { reconciliation } from "./ja/reconciliation";
import { review } from "./ja/review";
import { riskDesk } from "./ja/risk-desk";
import { security } from "./ja/security";
import { settlement } from "./ja/settlement";
import { shopper } from "./ja/shopper";
import { terms } from "./ja/terms";
import { troubles } from "./ja/troubles";
import { verify } from "./ja/verify";

/** Japanese, the source of truth: the other languages must have this shape. */
export const ja = {
  actions,
  reconciliation,
  review,
  onboarding,
  ops,
  books,
  changeDesk,
  chain,
  changes,
  codes,
  common,
  directory,
  disputes,
  errors,
  identity,
  imports,
  integration,
  merchant,
  news,
  payments,
  payouts,
  people,
  printing,
  privacy,
  publicPages,
  riskDesk,
  security,
  settlement,
  shopper,
  terms,
  troubles,
  verify,
};
