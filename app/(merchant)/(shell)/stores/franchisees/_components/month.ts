import { jstDay } from "@/server/kernel/calendar";

/** The month that the address names, else the running one in Japan. */
export function monthOf(text: string | string[] | undefined): string {
  if (typeof text === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  return jstDay(Date.now()).slice(0, 7);
}
