import type { Heard } from "@/server/events/events";
import { eraseAsAccepted } from "./requests/commands";

/** An accepted erasure is done when its time has come. */
export const heard: Heard = {
  "privacy.erasure_due": (deps, { payload }) => eraseAsAccepted(deps, payload.requestId),
};
