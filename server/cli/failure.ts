import { CommanderError } from "commander";
import { en } from "@/messages/en";
import { isDomainError } from "@/server/kernel/errors";
import { EnvError } from "@/server/platform/env";
import { answerRefusal, EXIT, note } from "./output";

const UNREACHABLE = /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|^57P0|^08|^3D000|^28/;

/** The exit code that a failure means. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return isHelp(error) ? EXIT.fine : EXIT.usage;
  if (isUnreachable(error)) return EXIT.unreachable;
  return EXIT.refused;
}

function isHelp(error: CommanderError): boolean {
  return error.exitCode === 0;
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof EnvError) return true;
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && UNREACHABLE.test(code)) return true;
  return (
    /timeout exceeded when trying to connect|terminat/i.test(error.message) || isUnreachable(error.cause)
  );
}

/** Says on standard error what happened. */
export function explain(error: unknown): void {
  if (isDomainError(error)) {
    answerRefusal({ code: error.code, params: error.params });
    note(`refused: ${error.code} (${en.errors[error.code]})`);
  } else if (error instanceof EnvError) {
    note(`${error.message}\nIs Noren running? Start it with: npm run up`);
  } else if (isUnreachable(error)) {
    note("Noren's database cannot be reached. Start it with: npm run up");
  } else {
    note(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}
