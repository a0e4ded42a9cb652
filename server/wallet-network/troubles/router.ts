import { permitted, router } from "@/server/api/trpc";
import { announceTrouble, endTrouble } from "./commands";
import { listTroubles, listWalletNames } from "./queries";
import { announceInput, troubleInput } from "./schema";

/** What does not work now, for everybody who is signed in; and what operators say of it. */
export const troublesRouter = router({
  current: permitted("account:read").query(({ ctx }) => ctx.read(listTroubles)),
  wallets: permitted("trouble:announce").query(({ ctx }) => ctx.read(listWalletNames)),
  announce: permitted("trouble:announce")
    .input(announceInput)
    .mutation(({ ctx, input }) => announceTrouble(ctx.deps, input)),
  end: permitted("trouble:announce")
    .input(troubleInput)
    .mutation(({ ctx, input }) => endTrouble(ctx.deps, input)),
});
