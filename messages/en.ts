import { common } from "./en/common";
import { errors } from "./en/errors";
import { identity } from "./en/identity";
import { payments } from "./en/payments";
import type { Messages } from "./shape";

export const en: Messages = { common, errors, identity, payments };
