import { z } from "zod";
import { API_SCOPE_NAMES } from "./rules";

export const KEY_NAME_MAX = 60;

export const createKeyInput = z.object({
  name: z.string().trim().min(1).max(KEY_NAME_MAX),
  scopes: z.array(z.enum(API_SCOPE_NAMES)).min(1),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

export const keyInput = z.object({ keyId: z.string().regex(/^key_[0-9a-z]{1,40}$/) });
