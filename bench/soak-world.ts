import type { FlakyWire } from "./flaky-wire";
import { type Answer, type NetworkKeys, type Shop, send } from "./payment-bed";
import type { Dice, Model } from "./soak-model";

export type World = {
  readonly keys: NetworkKeys;
  readonly shops: readonly Shop[];
  readonly dice: Dice;
  readonly model: Model;
  readonly wire: FlakyWire;
  /** Notices on their way: they arrive in any order, more than once, or late. */
  readonly underWay: { readonly call: string; readonly message: Record<string, unknown> }[];
  nowMs: number;
  serial: number;
};

export class Finding extends Error {}

export function must(isSo: boolean, words: string): void {
  if (!isSo) throw new Finding(words);
}

export function pick<T>(world: World, items: readonly T[]): T | undefined {
  return items[world.dice.below(Math.max(items.length, 1))];
}

export function serialOf(world: World): string {
  world.serial += 1;
  return `${world.serial}`.padStart(10, "0");
}

const TRIES = 12;

/** Sends until there is an answer that is not unknown, as the network does. */
export async function sendUntilKnown(world: World, call: string, message: unknown): Promise<Answer> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await send(world.keys, call, message, world.nowMs);
    if (answer.result.resultStatus !== "U") return answer;
  }
  throw new Finding(`${call} stays unknown: ${JSON.stringify(message)}`);
}

/** Does what a person does when a screen says that something went wrong: the same once more. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !isWireFault(error)) throw error;
    }
  }
}

/** Whether a failure is the wire's or the database's and not a refusal by a rule. */
function isWireFault(error: unknown): boolean {
  return !(error instanceof Finding) && !(error instanceof Error && error.name === "DomainError");
}
