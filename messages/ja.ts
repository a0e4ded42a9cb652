import { common } from "./ja/common";
import { errors } from "./ja/errors";
import { identity } from "./ja/identity";
import { payments } from "./ja/payments";

/** Japanese, the source of truth: the other languages must have this shape. */
export const ja = { common, errors, identity, payments };
