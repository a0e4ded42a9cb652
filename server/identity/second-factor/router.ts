import type { Context } from "@/server/api/context";
import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import type { PersonScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import type { Deps } from "@/server/platform/deps";
import { brandName } from "../sign-in/document";
import {
  challengePasskey,
  type FactorDeps,
  giveAppCode,
  givePasskey,
  giveRecoveryCode,
  removeFactor,
} from "./commands";
import { appSymbol } from "./document";
import { beginApp, beginPasskey, confirmApp, confirmPasskey, type FactorOwner } from "./enrolment/commands";
import { countRecoveryCodes, findSandboxCode, getSessionStart, listFactors } from "./queries";
import { renewRecoveryCodes } from "./recovery/commands";
import { isSteppedUp, refusalOfEnrolment } from "./rules";
import {
  appConfirmation,
  appEntry,
  factorChoice,
  passkeyAnswer,
  passkeyRegistration,
  recoveryEntry,
} from "./schema";

type OwnContext = Context & { readonly deps: Deps<PersonScope> };

const depsOf = (ctx: OwnContext): FactorDeps => ({
  ...ctx.deps,
  sessionId: requireSignedIn(ctx).sessionId,
  wallMs: wallNow(),
});

function ownerOf(ctx: OwnContext): FactorOwner {
  const { email, steppedUpAtMs } = requireSignedIn(ctx);
  return { email, steppedUpAtMs, brand: brandName() };
}

/** The signed-in person's passkeys, authenticator apps and recovery codes. */
export const secondFactorRouter = router({
  state: permitted("account:read").query(async ({ ctx }) => {
    const { sessionId, personId, email, steppedUpAtMs, secondFactor, memberships } = requireSignedIn(ctx);
    const wallMs = wallNow();
    const [factors, recoveryCodes, startedAtMs] = await ctx.read(async (tx) => [
      await listFactors(tx, ctx.scope),
      await countRecoveryCodes(tx, ctx.scope),
      await getSessionStart(tx, ctx.scope, sessionId),
    ]);
    return {
      state: secondFactor,
      isOperator: memberships.some(({ kind }) => kind === "operator"),
      fresh: isSteppedUp(steppedUpAtMs, wallMs),
      enrolment: refusalOfEnrolment({ factors: factors.length, startedAtMs, steppedUpAtMs, wallMs }) ?? null,
      factors,
      recoveryCodes,
      sandboxCode: await findSandboxCode({ personId, email }, wallMs),
    };
  }),
  giveAppCode: permitted("second_factor:give")
    .input(appEntry)
    .mutation(({ ctx, input }) => giveAppCode(depsOf(ctx), input)),
  challengePasskey: permitted("second_factor:give").mutation(({ ctx }) => challengePasskey(depsOf(ctx))),
  givePasskey: permitted("second_factor:give")
    .input(passkeyAnswer)
    .mutation(({ ctx, input }) => givePasskey(depsOf(ctx), input)),
  giveRecoveryCode: permitted("second_factor:give")
    .input(recoveryEntry)
    .mutation(({ ctx, input }) => giveRecoveryCode(depsOf(ctx), input)),
  beginApp: permitted("second_factor:enrol").mutation(async ({ ctx }) => {
    const { factorId, address, secretText } = await beginApp(depsOf(ctx), ownerOf(ctx));
    return { factorId, secretText, symbol: appSymbol(address) };
  }),
  confirmApp: permitted("second_factor:enrol")
    .input(appConfirmation)
    .mutation(({ ctx, input }) => confirmApp(depsOf(ctx), input, ownerOf(ctx))),
  beginPasskey: permitted("second_factor:enrol").mutation(({ ctx }) =>
    beginPasskey(depsOf(ctx), ownerOf(ctx)),
  ),
  confirmPasskey: permitted("second_factor:enrol")
    .input(passkeyRegistration)
    .mutation(({ ctx, input }) => confirmPasskey(depsOf(ctx), input, ownerOf(ctx))),
  remove: permitted("second_factor:change")
    .input(factorChoice)
    .mutation(({ ctx, input }) => {
      const isOperator = requireSignedIn(ctx).memberships.some(({ kind }) => kind === "operator");
      return removeFactor(depsOf(ctx), { ...input, isOperator });
    }),
  renewRecoveryCodes: permitted("second_factor:change").mutation(({ ctx }) =>
    renewRecoveryCodes(depsOf(ctx)),
  ),
});
