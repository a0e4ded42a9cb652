/** The payments that the home screen keeps in view: the newest that are final. */
export function recentPayments(storeId: string | undefined) {
  return { storeId, state: "succeeded", limit: 12 } as const;
}
