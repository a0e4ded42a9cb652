/** Days of the week in the order of a Japanese calendar of shop hours. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Opening hours: one span for every open day; `closes` before `opens` is after midnight. */
export type Hours = {
  readonly opens: string;
  readonly closes: string;
  readonly closedOn: readonly Weekday[];
};

const FORM =
  /^(\d{1,2}:\d{2})\s*[-~〜–]\s*(\d{1,2}:\d{2})(?: closed ([a-z,]+)|\s*\(([月火水木金土日・,]+)曜?日?定休\))?$/;
/** The days as a door says them, in the order of `WEEKDAYS`. */
const ON_THE_DOOR = "月火水木金土日";

/**
 * Reads `10:00-22:00 closed tue,wed` and what a shop writes on its door, `10:00〜22:00（火・水曜定休）`, in any width and
 * with any dash; null for anything else.
 */
export function readHours(text: string): Hours | null {
  const parts = FORM.exec(text.normalize("NFKC").trim());
  const [opens, closes] = [clock(parts?.[1] ?? "", 23), clock(parts?.[2] ?? "", 24)];
  if (!parts || opens === null || closes === null || opens === closes) return null;
  const written = (parts[4] ?? "").replace(/[・,]/g, "");
  const named: readonly (string | undefined)[] =
    parts[3] === undefined
      ? Array.from(written, (day) => WEEKDAYS[ON_THE_DOOR.indexOf(day)])
      : parts[3].split(",").filter((day) => day !== "");
  const closedOn = WEEKDAYS.filter((day) => named.includes(day));
  return closedOn.length === named.length && closedOn.length < WEEKDAYS.length
    ? { opens, closes, closedOn }
    : null;
}

function clock(text: string, lastHour: number): string | null {
  const [hour = "", minute = ""] = text.split(":");
  const known =
    Number(hour) < lastHour || (Number(hour) === lastHour && (lastHour === 23 || minute === "00"));
  return /^\d{1,2}:[0-5]\d$/.test(text) && known ? `${hour.padStart(2, "0")}:${minute}` : null;
}

/** The one way in which hours are stored. */
export function writeHours({ opens, closes, closedOn }: Hours): string {
  const closed = WEEKDAYS.filter((day) => closedOn.includes(day));
  return `${opens}-${closes}${closed.length === 0 ? "" : ` closed ${closed.join(",")}`}`;
}

/** The stored form of what was given, or undefined when it cannot be read. */
export function normaliseHours(text: string): string | undefined {
  const hours = readHours(text);
  return hours === null ? undefined : writeHours(hours);
}

/** What a store keeps: the stored form where the text can be read, else the text as it was given. */
export function keptHours(text: string): string {
  return normaliseHours(text) ?? text;
}
