/** What the counter watches: the newest payments of one store that are final, of all of its tills. */
export function latestPayments(storeId: string) {
  return { storeId, state: "succeeded", limit: 20 } as const;
}
