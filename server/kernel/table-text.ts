/** UTF-8 with or without its mark, else the code that spreadsheets write in Japan. */
export function decodeTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The web's Shift_JIS is Windows' CP932.
    return new TextDecoder("shift_jis").decode(bytes);
  }
}
