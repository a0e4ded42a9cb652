import type { Messages } from "@/messages/shape";

// Every word that a screen asks for has to be there: one that is not does not compile.
declare module "next-intl" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface adds to one of another package
  interface AppConfig {
    Messages: Messages;
  }
}
