import { common } from "./zh/common";
import { errors } from "./zh/errors";
import type { Messages } from "./messages";

export const zh = { common, errors } satisfies Partial<Messages>;
