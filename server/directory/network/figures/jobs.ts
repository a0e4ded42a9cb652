import type { RecurringJob } from "@/server/platform/jobs";
import { foldSales } from "../../activity/commands";
import { refreshFigures } from "./commands";
import { REFRESH_MS } from "./rules";

/** Folds new sales into the read models and computes the network's figures from them. */
export const figuresJob: RecurringJob = {
  name: "network-figures",
  everyMs: REFRESH_MS,
  run: async (deps) => {
    await foldSales(deps);
    await refreshFigures(deps);
  },
};
