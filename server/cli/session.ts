import { Command } from "commander";
import { openSandboxSession } from "@/server/api/sign-in";

/** `noren session <email>`: signs a person of the sandbox in and prints a cookie that curl can send. */
export function sessionCommand(): Command {
  return new Command("session")
    .description("sandbox only: sign a person in and print name=value of the cookie")
    .argument("<email>", "e-mail of somebody who is known already")
    .action(async (email: string) => {
      process.stdout.write(`${await openSandboxSession(email)}\n`);
    });
}
