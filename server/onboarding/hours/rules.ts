/** Days of the week in the order of a Japanese calendar of shop hours. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Opening hours: one span for every open day; `closes` before `opens` is after midnight. */
export type Hours = {
  readonly opens: string;
  readonly closes: string;
  readonly closedOn: readonly Weekday[];
};

const FORM = /^(\d{1,2}:\d{2})[-~〜–](\d{1,2}:\d{2})(?: closed ([a-z,]+))?$/;

/** Reads `10:00-22:00 closed tue,wed`, in any width and with any dash; null for anything else. */
export function readHours(text: string): Hours | null {
  const parts = FORM.exec(text.normalize("NFKC").trim());
  const [opens, closes] = [clock(parts?.[1] ?? "", 23), clock(parts?.[2] ?? "", 24)];
  if (!parts || opens === null || closes === null || opens === closes) return null;
  const named = (parts[3] ?? "").split(",").filter((day) => day !== "");
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

const JAPANESE: Record<Weekday, string> = {
  mon: "月",
  tue: "火",
  wed: "水",
  thu: "木",
  fri: "金",
  sat: "土",
  sun: "日",
};

/** Hours as a shop writes them on its door: 10:00〜22:00（火・水曜定休）. */
export function hoursText(text: string): string {
  const hours = readHours(text);
  if (hours === null) return text;
  const closed = hours.closedOn.map((day) => JAPANESE[day]).join("・");
  return `${hours.opens}〜${hours.closes}${closed === "" ? "" : `（${closed}曜定休）`}`;
}
