import { existsSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Was this module started as the program, rather than imported? Pass `import.meta.url`. */
export function isMain(moduleUrl: string): boolean {
  const program = process.argv[1];
  return program !== undefined && existsSync(program) && realpathSync(program) === fileURLToPath(moduleUrl);
}
