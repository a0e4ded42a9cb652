import { z } from "zod";
import { PERSON_LOCALES } from "@/server/identity/rules";

/** What stores do unless something nearer says otherwise; null inherits. */
export const chainSettings = {
  posterFormat: z.enum(["a4", "a5", "a6", "tent", "sticker"]).nullable(),
  language: z.enum(PERSON_LOCALES).nullable(),
};
export const settingsChange = z.object(chainSettings);
export type SettingsChange = z.output<typeof settingsChange>;
