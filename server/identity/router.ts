import { open, permitted, requireSignedIn, router } from "@/server/api/trpc";
import { changeLocale, signOutEverywhere, switchMembership, switchSound } from "./commands";
import { listDemoPeople, listOwnPlaces } from "./queries";
import { landingOf, SECOND_FACTOR_PAGE } from "./rules";
import { localeChoice, membershipChoice, soundChoice } from "./schema";
import type { SecondFactorState } from "./second-factor/rules";
import { findLanding, owesSecondFactor } from "./sign-in/queries";

/** The signed-in person's own account. */
export const accountRouter = router({
  me: permitted("account:read").query(async ({ ctx }) => {
    const {
      personId: id,
      name,
      email,
      locale,
      soundOn,
      active,
      secondFactor,
      viewing,
    } = requireSignedIn(ctx);
    const places = await listOwnPlaces(ctx.scope);
    const current = places.find((place) => place.membershipId === active?.id) ?? null;
    return {
      id,
      name,
      email,
      locale,
      soundOn,
      places,
      current,
      landing: landingOf(current),
      secondFactor,
      viewing,
    };
  }),
  switchMembership: permitted("account:change")
    .input(membershipChoice)
    .mutation(({ ctx, input }) =>
      switchMembership(ctx.deps, {
        sessionId: requireSignedIn(ctx).sessionId,
        membershipId: input.membershipId,
      }),
    ),
  changeLocale: permitted("account:change")
    .input(localeChoice)
    .mutation(({ ctx, input }) => changeLocale(ctx.deps, input)),
  switchSound: permitted("account:change")
    .input(soundChoice)
    .mutation(({ ctx, input }) => switchSound(ctx.deps, input)),
  signOutEverywhere: permitted("account:change").mutation(({ ctx }) => signOutEverywhere(ctx.deps)),
});

async function landingFor(signedIn: { personId: string; secondFactor: SecondFactorState }): Promise<string> {
  const { personId, secondFactor } = signedIn;
  const owes = secondFactor !== "given" && (await owesSecondFactor(personId));
  return owes ? SECOND_FACTOR_PAGE : findLanding(personId);
}

/** What the sign-in page shows before anybody is known. */
export const signInRouter = router({
  desk: open("the sign-in page: whether one is signed in already, and in the sandbox its people").query(
    async ({ ctx }) => ({
      landing: ctx.signedIn ? await landingFor(ctx.signedIn) : null,
      demoPeople: [...listDemoPeople()],
    }),
  ),
});
