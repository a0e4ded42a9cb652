import type { PublicMessages } from "./shape";
import { chain } from "./zh/chain";
import { changes } from "./zh/changes";
import { codes } from "./zh/codes";
import { common } from "./zh/common";
import { disputes } from "./zh/disputes";
import { errors } from "./zh/errors";
import { identity } from "./zh/identity";
import { imports } from "./zh/imports";
import { integration } from "./zh/integration";
import { merchant } from "./zh/merchant";
import { news } from "./zh/news";
import { onboarding } from "./zh/onboarding";
import { payments } from "./zh/payments";
import { payouts } from "./zh/payouts";
import { people } from "./zh/people";
import { printing } from "./zh/printing";
import { privacy } from "./zh/privacy";
import { publicPages } from "./zh/public";
import { security } from "./zh/security";
import { shopper } from "./zh/shopper";
import { troubles } from "./zh/troubles";
import { verify } from "./zh/verify";

/** Simplified Chinese: every word that anyone but operators reads. */
export const zh: PublicMessages = {
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
