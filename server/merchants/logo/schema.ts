import { z } from "zod";
import { LOGO_MAX_BYTES } from "./rules";

/** A PNG in Base64, as the browser has drawn it from the chosen file. */
export const logo = z.object({ picture: z.base64().max(Math.ceil((LOGO_MAX_BYTES * 4) / 3)) });
