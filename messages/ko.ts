import { common } from "./ko/common";
import { errors } from "./ko/errors";
import { identity } from "./ko/identity";
import { integration } from "./ko/integration";
import { merchant } from "./ko/merchant";
import { news } from "./ko/news";
import { people } from "./ko/people";
import { privacy } from "./ko/privacy";
import { publicPages } from "./ko/public";
import { security } from "./ko/security";
import { shopper } from "./ko/shopper";
import type { Messages } from "./shape";

export const ko = {
  common,
  errors,
  identity,
  integration,
  merchant,
  news,
  people,
  privacy,
  publicPages,
  security,
  shopper,
} satisfies Partial<Messages>;
