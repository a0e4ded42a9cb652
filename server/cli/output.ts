/** How a command ends: 0 fine, 1 findings or refused by a rule, 2 wrong usage, 3 the system is not reachable. */
export const EXIT = { fine: 0, refused: 1, usage: 2, unreachable: 3 } as const;

let asJson = false;

/** Chooses the form of every answer of this process; set once, before the command runs. */
export function answerInJson(chosen: boolean): void {
  asJson = chosen;
}

/** The text of a JSON document; amounts, which are bigint, become decimal text. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === "bigint" ? `${part}` : part),
    indent,
  );
}

/**
 * The answer of a command, once: with `--json` one document on standard output and nothing else, else the words for
 * people, or the document in a readable form when there are none.
 */
export function answer(value: unknown, words?: string): void {
  process.stdout.write(`${asJson ? jsonText(value) : (words ?? jsonText(value, 2))}\n`);
}

/** A refusal as an answer, for callers that read JSON; people read it on standard error. */
export function answerRefusal(refusal: { readonly code: string; readonly params: object }): void {
  if (asJson) answer({ ok: false, error: refusal });
}

/** Progress and notes, which are never part of the answer. */
export function note(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** Ends the command with findings (exit code 1), after its answer. */
export function endWithFindings(): void {
  process.exitCode = EXIT.refused;
}
