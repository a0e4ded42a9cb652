import type { Messages } from "./shape";
import { common } from "./zh/common";
import { errors } from "./zh/errors";
import { identity } from "./zh/identity";
import { shopper } from "./zh/shopper";

export const zh = { common, errors, identity, shopper } satisfies Partial<Messages>;
