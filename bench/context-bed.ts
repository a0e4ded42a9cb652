import type { ActiveMembership, Context, SignedIn } from "@/server/api/context";

/** Somebody who is signed in, with a second factor, as a request finds them. */
export function signedInAs(active: ActiveMembership | null, more: Partial<SignedIn> = {}): SignedIn {
  return {
    sessionId: "ses_bench",
    personId: "per_bench",
    email: "bench@example.jp",
    name: "",
    locale: "ja",
    soundOn: false,
    steppedUpAtMs: null,
    secondFactor: "given",
    viewing: null,
    memberships: active ? [active] : [],
    active,
    ...more,
  };
}

/** Their request. */
export function contextAs(active: ActiveMembership | null, more: Partial<SignedIn> = {}): Context {
  return { requestId: "req_bench", clientAddress: "", locale: "ja", signedIn: signedInAs(active, more) };
}
