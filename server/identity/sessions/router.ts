import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import { wallNow } from "@/server/platform/clock";
import { endOwnSession } from "./commands";
import { listSessions } from "./queries";
import { sessionChoice } from "./schema";

/** The browsers that the signed-in person is signed in with. */
export const sessionsRouter = router({
  list: permitted("account:read").query(({ ctx }) => {
    const { personId, sessionId } = requireSignedIn(ctx);
    return ctx.read((tx) => listSessions(tx, { personId, currentId: sessionId, wallMs: wallNow() }));
  }),
  end: permitted("account:change")
    .input(sessionChoice)
    .mutation(({ ctx, input }) => endOwnSession(ctx.deps, input)),
});
