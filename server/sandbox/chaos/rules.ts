import { CALL_FAULTS, type CallFault, MISBEHAVIOURS, type Misbehaviour } from "../rules";

/** How often, and after which seed, the network misbehaves by itself. */
export type Chaos = { readonly seed: number; readonly percent: number; readonly serial: number };

/** Equal seeds and serial numbers give equal numbers below the bound, so that a bad day can be had again. */
function thrown(chaos: Chaos, salt: number, bound: number): number {
  let mixed = (chaos.seed + Math.imul(chaos.serial, 0x9e3779b1) + Math.imul(salt, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
}

/** What the next call meets, or nothing. */
export function callFaultOf(chaos: Chaos): CallFault | null {
  if (thrown(chaos, 1, 100) >= chaos.percent) return null;
  return CALL_FAULTS[thrown(chaos, 2, CALL_FAULTS.length)] ?? null;
}

/** How the next payment goes when the shopper has chosen nothing. */
export function misbehaviourOf(chaos: Chaos): Misbehaviour {
  if (thrown(chaos, 3, 100) >= chaos.percent) return "none";
  const bad = MISBEHAVIOURS.filter((one) => one !== "none");
  return bad[thrown(chaos, 4, bad.length)] ?? "none";
}
