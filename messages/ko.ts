import { chain } from "./ko/chain";
import { changes } from "./ko/changes";
import { codes } from "./ko/codes";
import { common } from "./ko/common";
import { disputes } from "./ko/disputes";
import { errors } from "./ko/errors";
import { identity } from "./ko/identity";
import { imports } from "./ko/imports";
import { integration } from "./ko/integration";
import { merchant } from "./ko/merchant";
import { news } from "./ko/news";
import { onboarding } from "./ko/onboarding";
import { payments } from "./ko/payments";
import { payouts } from "./ko/payouts";
import { people } from "./ko/people";
import { printing } from "./ko/printing";
import { privacy } from "./ko/privacy";
import { publicPages } from "./ko/public";
import { security } from "./ko/security";
import { shopper } from "./ko/shopper";
import { troubles } from "./ko/troubles";
import { verify } from "./ko/verify";
import type { PublicMessages } from "./shape";

/** Korean: every word that anyone but operators reads. */
export const ko: PublicMessages = {
  chain,
  changes,
  codes,
  common,
  disputes,
  errors,
  identity,
  imports,
  integration,
  merchant,
  news,
  onboarding,
  payments,
  payouts,
  people,
  printing,
  privacy,
  publicPages,
  security,
  shopper,
  troubles,
  verify,
};
