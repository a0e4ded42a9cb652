import { permitted, router } from "@/server/api/trpc";
import { addCode } from "./commands";
import { orderPoster } from "./edition/commands";
import { previewPoster } from "./edition/queries";
import { configureCode, pauseCode, reissueCode, renewPosters, resumeCode, revokeCode } from "./life/commands";
import { listLife } from "./life/queries";
import { cancelPrint, requestPrint } from "./print/commands";
import { countPrint, getPrint, listPlaces, listPrints } from "./print/queries";
import { printChoice, printRef, printRequest } from "./print/schema";
import { findSuccessor, getCode, listCodes, listEditions } from "./queries";
import { codeLabel, codePage, codeRef, newCounter, posterOrder, reissue, scanned } from "./schema";
import { verifyPoster } from "./verify/queries";

export const codesRouter = router({
  list: permitted("code:read")
    .input(codePage)
    .query(({ ctx, input }) => ctx.read((tx) => listCodes(tx, ctx.scope, input, ctx.deps.now))),
  get: permitted("code:read")
    .input(codeRef)
    .query(({ ctx, input }) =>
      ctx.read(async (tx) => {
        const code = await getCode(tx, ctx.scope, input.code, ctx.deps.now);
        const [editions, replacedBy] = [await listEditions(tx, code.code), await findSuccessor(tx, code)];
        return { ...code, editions, replacedBy };
      }),
    ),
  life: permitted("code:read")
    .input(codeRef)
    .query(({ ctx, input }) => ctx.read((tx) => listLife(tx, ctx.scope, input.code, ctx.deps.now))),
  preview: permitted("code:read")
    .input(posterOrder)
    .query(({ ctx, input }) => ctx.read((tx) => previewPoster(tx, ctx.scope, input, ctx.deps.now))),
  /** A mutation, since the first poster of a format is an edition with a serial of its own. */
  poster: permitted("code:read")
    .input(posterOrder)
    .mutation(({ ctx, input }) => orderPoster(ctx.deps, input)),
  verify: permitted("code:read")
    .input(scanned)
    .query(({ ctx, input }) => ctx.read((tx) => verifyPoster(tx, ctx.scope, input, ctx.deps.now))),
  add: permitted("code:manage")
    .input(newCounter)
    .mutation(({ ctx, input }) => addCode(ctx.deps, input)),
  configure: permitted("code:manage")
    .input(codeLabel)
    .mutation(({ ctx, input }) => configureCode(ctx.deps, input)),
  pause: permitted("code:manage")
    .input(codeRef)
    .mutation(({ ctx, input }) => pauseCode(ctx.deps, input)),
  resume: permitted("code:manage")
    .input(codeRef)
    .mutation(({ ctx, input }) => resumeCode(ctx.deps, input)),
  revoke: permitted("code:manage")
    .input(codeRef)
    .mutation(({ ctx, input }) => revokeCode(ctx.deps, input)),
  reissue: permitted("code:manage")
    .input(reissue)
    .mutation(({ ctx, input }) => reissueCode(ctx.deps, input)),
  renewPosters: permitted("code:manage")
    .input(codeRef)
    .mutation(({ ctx, input }) => renewPosters(ctx.deps, input)),
  prints: permitted("code:read").query(({ ctx }) => ctx.read((tx) => listPrints(tx, ctx.scope))),
  print: permitted("code:read")
    .input(printRef)
    .query(({ ctx, input }) => ctx.read((tx) => getPrint(tx, ctx.scope, input.printId))),
  printPlaces: permitted("code:read").query(({ ctx }) => ctx.read((tx) => listPlaces(tx, ctx.scope))),
  countPrint: permitted("code:manage")
    .input(printChoice)
    .query(({ ctx, input }) => ctx.read((tx) => countPrint(tx, ctx.scope, input))),
  requestPrint: permitted("code:manage")
    .input(printRequest)
    .mutation(({ ctx, input }) => requestPrint(ctx.deps, input)),
  cancelPrint: permitted("code:manage")
    .input(printRef)
    .mutation(({ ctx, input }) => cancelPrint(ctx.deps, input)),
});
