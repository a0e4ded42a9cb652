import { actions } from "./en/actions";
import { books } from "./en/books";
import { chain } from "./en/chain";
import { changeDesk } from "./en/change-desk";
import { changes } from "./en/changes";
import { codes } from "./en/codes";
import { common } from "./en/common";
import { directory } from "./en/directory";
import { disputes } from "./en/disputes";
import { errors } from "./en/errors";
import { identity } from "./en/identity";
import { imports } from "./en/imports";
import { integration } from "./en/integration";
import { merchant } from "./en/merchant";
import { news } from "./en/news";
import { onboarding } from "./en/onboarding";
import { ops } from "./en/ops";
import { payments } from "./en/payments";
import { payouts } from "./en/payouts";
import { people } from "./en/people";
import { printing } from "./en/printing";
import { privacy } from "./en/privacy";
import { publicPages } from "./en/public";
import { reconciliation } from "./en/reconciliation";
import { review } from "./en/review";
import { riskDesk } from "./en/risk-desk";
import { security } from "./en/security";
import { settlement } from "./en/settlement";
import { shopper } from "./en/shopper";
import { terms } from "./en/terms";
import { troubles } from "./en/troubles";
import { verify } from "./en/verify";
import type { Messages } from "./shape";

export const en: Messages = {
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
