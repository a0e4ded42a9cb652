import { z } from "zod";
import { viewText } from "../queue/rules";

export const MAX_VIEWS = 20;

/** A view under a name of the person's own. */
export const namedView = z.object({ name: z.string().trim().min(1).max(40), query: viewText });
export const viewRef = z.object({ viewId: z.string().min(1).max(40) });
