"use client";

import { EnrolFactor } from "@/app/_components/identity/second-factor/enrol-factor";
import { type FactorState, GiveFactor } from "@/app/_components/identity/second-factor/give-factor";
import { SignInAgain } from "@/app/_components/identity/second-factor/sign-in-again";

type SecondFactorStepProps = {
  state: FactorState & { readonly enrolment: string | null };
  /** Where the person wanted to go. */
  goTo: string;
};

/** The last step of signing in: give the second factor, or set up the first one. */
export function SecondFactorStep({ state, goTo }: SecondFactorStepProps) {
  const leave = () => window.location.assign(goTo);
  if (state.factors.length > 0) return <GiveFactor state={state} onGiven={leave} />;
  if (state.enrolment !== null) return <SignInAgain />;
  return <EnrolFactor onDone={leave} />;
}
