/** What the counter watches: the newest payments of one store that are final. */
export function latestPayments(storeId: string) {
  return { storeId, state: "succeeded", limit: 5 } as const;
}
