import { type IdKind, type IdSource, newId, newPaymentNumber } from "@/server/kernel/ids";
import type { Scope } from "@/server/kernel/scope";
import { systemClock } from "./clock";
import { randomBytes } from "./crypto";
import { type Sql, type Tx, transact, transactSqlUnder } from "./db";

/** Who acts, as the audit log names them. */
export type Actor = { readonly kind: "person" | "system" | "network" | "shopper"; readonly id: string };

/**
 * What a command needs from outside. `now` is one instant of business time (epoch milliseconds) for the whole
 * command, so that every row it writes agrees on the time.
 */
export type Deps<S extends Scope = Scope> = {
  readonly scope: S;
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: number;
  readonly random: (size: number) => Uint8Array;
  readonly newId: (kind: IdKind) => string;
  readonly newPaymentNumber: () => string;
  /** One transaction under the scope. Everything a command changes happens inside one of these. */
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same in plain SQL, for what is done so often that a layer between would be felt. */
  readonly transactSql: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
};

/** Deps of a real process: the business clock and the system's randomness. */
export function depsFor<S extends Scope>(
  scope: S,
  actor: Actor,
  requestId: string,
  now = systemClock().now(),
): Deps<S> {
  const source: IdSource = { nowMs: now, random: randomBytes };
  return {
    scope,
    actor,
    requestId,
    now,
    random: randomBytes,
    newId: (kind) => newId(kind, source),
    newPaymentNumber: () => newPaymentNumber(source),
    transact: (work) => transact(scope, work),
    transactSql: (work) => transactSqlUnder(scope, work),
  };
}
