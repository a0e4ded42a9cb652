import { permitted, router } from "@/server/api/trpc";
import { wallNow } from "@/server/platform/clock";
import {
  changeEndpoint,
  createEndpoint,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
  rotateSecret,
} from "./commands";
import { replayDelivery, replayRange, sendTestMessage } from "./deliveries/commands";
import { getDelivery, getEndpoint, listDeliveries, listEndpoints } from "./queries";
import {
  changeEndpointInput,
  createEndpointInput,
  deliveryInput,
  endpointInput,
  listDeliveriesInput,
  replayRangeInput,
} from "./schema";

/** Where a merchant's own systems hear what happens, and what became of each message. */
export const webhooksRouter = router({
  list: permitted("integration:manage").query(({ ctx }) =>
    ctx.read((tx) => listEndpoints(tx, ctx.scope, wallNow())),
  ),
  endpoint: permitted("integration:manage")
    .input(endpointInput)
    .query(({ ctx, input }) => ctx.read((tx) => getEndpoint(tx, ctx.scope, { ...input, wallMs: wallNow() }))),
  create: permitted("integration:manage")
    .input(createEndpointInput)
    .mutation(({ ctx, input }) => createEndpoint(ctx.deps, input)),
  change: permitted("integration:manage")
    .input(changeEndpointInput)
    .mutation(({ ctx, input }) => changeEndpoint(ctx.deps, input)),
  rotate: permitted("integration:manage")
    .input(endpointInput)
    .mutation(({ ctx, input }) => rotateSecret(ctx.deps, input)),
  pause: permitted("integration:manage")
    .input(endpointInput)
    .mutation(({ ctx, input }) => pauseEndpoint(ctx.deps, input)),
  resume: permitted("integration:manage")
    .input(endpointInput)
    .mutation(({ ctx, input }) => resumeEndpoint(ctx.deps, input)),
  remove: permitted("integration:manage")
    .input(endpointInput)
    .mutation(({ ctx, input }) => removeEndpoint(ctx.deps, input)),
  test: permitted("integration:manage")
    .input(endpointInput)
    .mutation(({ ctx, input }) => sendTestMessage(ctx.deps, input)),
  deliveries: permitted("integration:manage")
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDeliveries(tx, ctx.scope, input))),
  delivery: permitted("integration:manage")
    .input(deliveryInput)
    .query(({ ctx, input }) => ctx.read((tx) => getDelivery(tx, ctx.scope, input))),
  replay: permitted("integration:manage")
    .input(deliveryInput)
    .mutation(({ ctx, input }) => replayDelivery(ctx.deps, input)),
  replayRange: permitted("integration:manage")
    .input(replayRangeInput)
    .mutation(({ ctx, input }) => replayRange(ctx.deps, input)),
});
