import { common } from "./ko/common";
import { errors } from "./ko/errors";
import { identity } from "./ko/identity";
import { shopper } from "./ko/shopper";
import type { Messages } from "./shape";

export const ko = { common, errors, identity, shopper } satisfies Partial<Messages>;
