import type { Messages } from "./shape";
import { common } from "./zh/common";
import { errors } from "./zh/errors";
import { identity } from "./zh/identity";
import { publicPages } from "./zh/public";
import { shopper } from "./zh/shopper";

export const zh = { common, errors, identity, publicPages, shopper } satisfies Partial<Messages>;
