import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

/** One application as the desk shows it. */
export type Case = inferRouterOutputs<AppRouter>["review"]["application"];

/** What this person may do at the desk. */
export type DeskRights = {
  readonly recommend: boolean;
  readonly approve: boolean;
  readonly return: boolean;
};

/** The person at the desk. */
export type Me = { readonly id: string; readonly name: string };
