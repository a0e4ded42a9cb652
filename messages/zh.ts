import type { Messages } from "./shape";
import { common } from "./zh/common";
import { errors } from "./zh/errors";
import { identity } from "./zh/identity";
import { integration } from "./zh/integration";
import { merchant } from "./zh/merchant";
import { news } from "./zh/news";
import { people } from "./zh/people";
import { privacy } from "./zh/privacy";
import { publicPages } from "./zh/public";
import { security } from "./zh/security";
import { shopper } from "./zh/shopper";

export const zh = {
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
