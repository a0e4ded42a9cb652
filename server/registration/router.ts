import { permitted, router } from "@/server/api/trpc";
import { listOwnRegistrations } from "./queries";
import { registrationsInput } from "./schema";

/** How the signed-in person's stores stand at each wallet. */
export const registrationRouter = router({
  ofStores: permitted("store:read")
    .input(registrationsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listOwnRegistrations(tx, ctx.scope, input))),
});
