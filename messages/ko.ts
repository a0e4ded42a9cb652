import { common } from "./ko/common";
import { errors } from "./ko/errors";
import { identity } from "./ko/identity";
import { publicPages } from "./ko/public";
import { shopper } from "./ko/shopper";
import type { Messages } from "./shape";

export const ko = { common, errors, identity, publicPages, shopper } satisfies Partial<Messages>;
