import type { z } from "zod";
import type { ApiScope } from "../keys/rules";
import {
  apiPayment,
  apiPayout,
  apiRefund,
  paymentPage,
  paymentRef,
  paymentsQuery,
  payoutPage,
  payoutRef,
  payoutsQuery,
  refundPage,
  refundRef,
  refundsQuery,
} from "./schema";

/** Calls of one key: enough for a till system that asks every second for each of its stores. */
export const KEY_LIMIT = { name: "api-key", points: 600, seconds: 60 } as const;
/** Calls from one network address with a key that does not exist. */
export const WRONG_KEY_LIMIT = { name: "api-address", points: 60, seconds: 60 } as const;

/** Yen as integrators read them. */
export function yenAmount(minor: bigint): { readonly currency: "JPY"; readonly value: string } {
  return { currency: "JPY", value: minor.toString() };
}

/** What an operation is called, what it takes and gives, and what a key needs for it. */
export type Operation = {
  readonly path: string;
  readonly scope: ApiScope;
  readonly summary: string;
  /** Of the address: `{id}`. */
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  readonly answer: z.ZodType;
};

/** Every operation of the interface for integrators; the router and its description are made from this table. */
export const OPERATIONS = {
  listPayments: {
    path: "/payments",
    scope: "payments:read",
    summary: "Payments, newest first. Orders that nobody paid are left out unless their state is asked for.",
    params: null,
    query: paymentsQuery,
    answer: paymentPage,
  },
  getPayment: {
    path: "/payments/{id}",
    scope: "payments:read",
    summary: "One payment.",
    params: paymentRef,
    query: null,
    answer: apiPayment,
  },
  listRefunds: {
    path: "/refunds",
    scope: "refunds:read",
    summary: "Refunds, newest first, of all payments or of one.",
    params: null,
    query: refundsQuery,
    answer: refundPage,
  },
  getRefund: {
    path: "/refunds/{id}",
    scope: "refunds:read",
    summary: "One refund.",
    params: refundRef,
    query: null,
    answer: apiRefund,
  },
  listPayouts: {
    path: "/payouts",
    scope: "payouts:read",
    summary: "Payouts, newest first, with the figures that sum to each.",
    params: null,
    query: payoutsQuery,
    answer: payoutPage,
  },
  getPayout: {
    path: "/payouts/{id}",
    scope: "payouts:read",
    summary: "One payout.",
    params: payoutRef,
    query: null,
    answer: apiPayout,
  },
} as const satisfies Record<string, Operation>;
export type OperationName = keyof typeof OPERATIONS;

const NAMES = [
  "listPayments",
  "getPayment",
  "listRefunds",
  "getRefund",
  "listPayouts",
  "getPayout",
] as const satisfies readonly OperationName[];

/** The operation of a path below `/api/v1`, with the id that stands in it; null for an address that is none. */
export function operationAt(
  path: string,
): { readonly name: OperationName; readonly id: string | null } | null {
  const [, collection = "", id, ...rest] = path.split("/");
  if (rest.length > 0 || id === "") return null;
  const wanted = id === undefined ? `/${collection}` : `/${collection}/{id}`;
  const name = NAMES.find((known) => OPERATIONS[known].path === wanted);
  return name === undefined ? null : { name, id: id ?? null };
}

/** The names of all operations, in the order in which they are described. */
export function operationNames(): readonly OperationName[] {
  return NAMES;
}
