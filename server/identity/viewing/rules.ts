/** How long support may look at a merchant's screens before it ends by itself (wall time). */
export const VIEWING_MS = 30 * 60_000;
/** A reason that says something. */
export const SHORTEST_REASON = 5;
