import type { Heard } from "@/server/events/events";
import { renewStore } from "./renewal/commands";

/** The network is told again of a store whose facts have changed. */
export const heard: Heard = {
  "store.corrected": (deps, { payload }) => renewStore(deps, payload.storeId),
};
