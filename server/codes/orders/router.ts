import { permitted, router } from "@/server/api/trpc";
import { cancelParcel, confirmParcel, orderPrints } from "./commands";
import { bookShipments, handOverParcels } from "./handover/commands";
import { getHandover, getPrintDesk } from "./handover/queries";
import { listParcels } from "./queries";
import { handoverRef, parcelPage, parcelRef, printOrder, shipmentList } from "./schema";

/** Posters from a print shop: the merchant's orders, and the desk that hands them over. */
export const printingRouter = router({
  parcels: permitted("code:read")
    .input(parcelPage)
    .query(({ ctx, input }) => ctx.read((tx) => listParcels(tx, ctx.scope, input))),
  order: permitted("code:manage")
    .input(printOrder)
    .mutation(({ ctx, input }) => orderPrints(ctx.deps, input)),
  cancel: permitted("code:manage")
    .input(parcelRef)
    .mutation(({ ctx, input }) => cancelParcel(ctx.deps, input)),
  confirm: permitted("code:manage")
    .input(parcelRef)
    .mutation(({ ctx, input }) => confirmParcel(ctx.deps, input)),
  desk: permitted("printing:read").query(({ ctx }) => ctx.read((tx) => getPrintDesk(tx, ctx.scope))),
  handover: permitted("printing:manage")
    .input(handoverRef)
    .query(({ ctx, input }) => ctx.read((tx) => getHandover(tx, ctx.scope, input.handoverId))),
  handOver: permitted("printing:manage").mutation(({ ctx }) => handOverParcels(ctx.deps)),
  ship: permitted("printing:manage")
    .input(shipmentList)
    .mutation(({ ctx, input }) => bookShipments(ctx.deps, input)),
});
