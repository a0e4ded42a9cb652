import { type WatchedCodesInput, watchedCodesInput } from "@/server/directory/watch/schema";

/** What an address asks for; a value that is none is left out, so that an old link still opens the list. */
export function watchedOf(query: Readonly<Record<string, string | string[] | undefined>>): WatchedCodesInput {
  const { reason, prefectureCode, quiet, after } = watchedCodesInput.shape;
  return {
    reason: reason.safeParse(query.reason).data,
    prefectureCode: prefectureCode.safeParse(query.prefectureCode).data,
    quiet: quiet.safeParse(query.quiet).data,
    after: after.safeParse(query.after).data,
  };
}

/** The address of the list. */
export function codesAddress(input: WatchedCodesInput): string {
  const given = Object.entries(input).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === "" ? "/ops/codes" : `/ops/codes?${query}`;
}
