import type { Heard } from "@/server/events/events";
import { retireCode } from "./life/commands";

/** What the codes hear: the end of a grace period, which the outbox keeps back until its instant. */
export const heard: Heard = {
  "code.grace_ended": (deps, event) => retireCode(deps, { code: event.payload.codeId }),
};
