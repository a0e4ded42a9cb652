import type { Messages } from "./shape";
import { common } from "./zh/common";
import { errors } from "./zh/errors";

export const zh = { common, errors } satisfies Partial<Messages>;
