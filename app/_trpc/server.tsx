import "server-only";
import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
} from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { requestContext } from "@/server/api/request-context";
import { appRouter, createCaller } from "@/server/api/root";
import { makeQueryClient } from "./query-client";

/** One query client per request. */
const queryClient = cache(makeQueryClient);

/** Query options of procedures, for `prefetch`. */
export const trpc = createTRPCOptionsProxy({ ctx: requestContext, router: appRouter, queryClient });

/** Calls a procedure once, for what the page itself needs and no client component re-reads. */
export async function caller() {
  return createCaller(await requestContext());
}

/** Starts a query on the server whose data the client components then find ready. */
export async function prefetch<Data, Failure, Selected, Key extends readonly unknown[]>(
  options: FetchQueryOptions<Data, Failure, Selected, Key>,
): Promise<void> {
  await queryClient().prefetchQuery(options);
}

/** The same for the first page of a list that goes on. */
export async function prefetchPages<Data, Failure, Selected, Key extends readonly unknown[], Cursor>(
  options: FetchInfiniteQueryOptions<Data, Failure, Selected, Key, Cursor>,
): Promise<void> {
  await queryClient().prefetchInfiniteQuery(options);
}

/** Hands what was prefetched to the client components below. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClient())}>{children}</HydrationBoundary>;
}

/**
 * Reads what a page cannot do without, and leaves it for the client components too. What is unknown, or named by no
 * possible id, is the page for missing things; other refusals reach the nearest error page.
 */
export async function load<Data, Failure, Selected, Key extends readonly unknown[]>(
  options: FetchQueryOptions<Data, Failure, Selected, Key>,
): Promise<Selected> {
  try {
    return await queryClient().fetchQuery({ ...options, retry: false });
  } catch (error) {
    const isMissing = error instanceof TRPCError && ["NOT_FOUND", "BAD_REQUEST"].includes(error.code);
    if (isMissing) notFound();
    throw error;
  }
}
