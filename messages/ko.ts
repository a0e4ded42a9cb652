import { common } from "./ko/common";
import { errors } from "./ko/errors";
import type { Messages } from "./shape";

export const ko = { common, errors } satisfies Partial<Messages>;
