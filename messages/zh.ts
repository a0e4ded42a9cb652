import type { Messages } from "./shape";
import { common } from "./zh/common";
import { errors } from "./zh/errors";
import { identity } from "./zh/identity";

export const zh = { common, errors, identity } satisfies Partial<Messages>;
