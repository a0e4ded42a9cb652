import { messagesOf } from "@/messages/messages";
import { env } from "@/server/platform/env";
import type { PosterBrand } from "../rules";

/** The brand that posters carry: the one of the configuration, else Noren's own. */
export function posterBrand(): PosterBrand {
  const { name, color, colorCmyk, mark } = env().brand;
  return {
    name: name ?? messagesOf("ja").common.brand,
    ...(color !== undefined && { color }),
    ...(colorCmyk !== undefined && { colorCmyk }),
    ...(mark !== undefined && { mark }),
  };
}
