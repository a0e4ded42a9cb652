import { permitted, router } from "@/server/api/trpc";
import { beginChange, submitChange, withdrawChange } from "./commands";
import {
  approveChange,
  recommendChange,
  rejectChange,
  returnChange,
  sendBackChange,
} from "./decision/commands";
import { countChanges, getDeskChange, listChanges } from "./desk/queries";
import { getOwnChange, listOwnChanges } from "./own/queries";
import { knownFields } from "./queries";
import { CHANGE_KINDS } from "./rules";
import {
  changeFields,
  changeReason,
  changeRef,
  changeReturn,
  changesPage,
  changeVerdict,
  newAccountChange,
  newChange,
} from "./schema";

/** Where money goes asks for the second factor anew; the other facts do not. */
const FACTS = CHANGE_KINDS.filter((kind) => kind !== "bank_account");

/** Changes of a merchant's contract data: asked for by its owner. */
export const changesRouter = router({
  overview: permitted("merchant:change").query(({ ctx }) => ctx.read((tx) => listOwnChanges(tx, ctx.scope))),
  own: permitted("merchant:change")
    .input(changeRef)
    .query(({ ctx, input }) => ctx.read((tx) => getOwnChange(tx, ctx.scope, input.changeId, ctx.deps.now))),
  begin: permitted("merchant:change")
    .input(newChange)
    .mutation(({ ctx, input }) => beginChange(ctx.deps, input)),
  submit: permitted("merchant:change")
    .input(changeFields)
    .mutation(({ ctx, input }) =>
      submitChange(ctx.deps, { ...input, fields: knownFields(input.fields) }, FACTS),
    ),
  withdraw: permitted("merchant:change")
    .input(changeRef)
    .mutation(({ ctx, input }) => withdrawChange(ctx.deps, input, CHANGE_KINDS)),
  beginAccount: permitted("bank_account:change")
    .input(newAccountChange)
    .mutation(({ ctx, input }) => beginChange(ctx.deps, { ...input, kind: "bank_account" })),
  submitAccount: permitted("bank_account:change")
    .input(changeFields)
    .mutation(({ ctx, input }) =>
      submitChange(ctx.deps, { ...input, fields: knownFields(input.fields) }, ["bank_account"]),
    ),
});

/** The same changes on the desk: recommended by one person, approved by another. */
export const changeReviewRouter = router({
  list: permitted("review:read")
    .input(changesPage)
    .query(({ ctx, input }) => ctx.read((tx) => listChanges(tx, ctx.scope, input))),
  counts: permitted("review:read").query(({ ctx }) => ctx.read((tx) => countChanges(tx, ctx.scope))),
  one: permitted("review:read")
    .input(changeRef)
    .query(({ ctx, input }) => ctx.read((tx) => getDeskChange(tx, ctx.scope, input.changeId, ctx.deps.now))),
  recommend: permitted("review:recommend")
    .input(changeVerdict)
    .mutation(({ ctx, input }) => recommendChange(ctx.deps, input)),
  approve: permitted("review:approve")
    .input(changeVerdict)
    .mutation(({ ctx, input }) => approveChange(ctx.deps, input)),
  return: permitted("review:return")
    .input(changeReturn)
    .mutation(({ ctx, input }) => returnChange(ctx.deps, input)),
  sendBack: permitted("review:approve")
    .input(changeReason)
    .mutation(({ ctx, input }) => sendBackChange(ctx.deps, input)),
  reject: permitted("review:approve")
    .input(changeReason)
    .mutation(({ ctx, input }) => rejectChange(ctx.deps, input)),
});
