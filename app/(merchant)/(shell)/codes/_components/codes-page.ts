export const CODES_A_PAGE = 30;

/** What a page of codes asks for, the same on the server and in the browser. */
export function codesInput(storeId: string | undefined, afterCode: string | undefined) {
  const isCode = afterCode !== undefined && /^[2-9A-HJ-NP-Z]{10}$/.test(afterCode);
  return { storeId, afterCode: isCode ? afterCode : undefined, limit: CODES_A_PAGE };
}

export type CodesInput = ReturnType<typeof codesInput>;
