import { permitted, router } from "@/server/api/trpc";
import { listTeam } from "./queries";

/** The people of a merchant. */
export const teamRouter = router({
  list: permitted("team:read").query(({ ctx }) => ctx.read((tx) => listTeam(tx, ctx.scope))),
});
