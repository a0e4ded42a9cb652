import type { TraitKind } from "../checks/traits/rules";

/** For how many days a refused applicant may be kept from applying again; the desk chooses, none is a choice. */
export const COOL_DOWN_DAYS = [0, 30, 90, 180] as const;
export type CoolDownDays = (typeof COOL_DOWN_DAYS)[number];

const DAY_MS = 86_400_000;

/** What is refused again: the same company, or the same person at its head. A shared phone or bank is no reason. */
export const COOLING_TRAITS: readonly TraitKind[] = ["corporate", "person"];

/** When a cool-down that begins now ends; null for none. */
export function coolDownUntilMs(nowMs: number, days: CoolDownDays): number | null {
  return days === 0 ? null : nowMs + days * DAY_MS;
}

/** Of the fingerprints of an application, those that a cool-down is about. */
export function coolingOf(fingerprints: readonly string[]): string[] {
  return fingerprints.filter((one) => COOLING_TRAITS.some((kind) => one.startsWith(`${kind}:`)));
}
