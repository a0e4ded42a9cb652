import { RETENTION } from "./retention.data";

export type RetentionLine = (typeof RETENTION)[number];
export type RetentionKind = RetentionLine["kind"];

/** The whole table, for the privacy notice. */
export function retentionTable(): readonly RetentionLine[] {
  return RETENTION;
}

/** The line of a kind of data. */
export function retentionLine(kind: RetentionKind): RetentionLine {
  const line = RETENTION.find((one) => one.kind === kind);
  if (!line) throw new RangeError(`no retention for ${kind}`);
  return line;
}

/** The period as PostgreSQL reads it, so that years are calendar years. */
export function periodOf(kind: RetentionKind): string {
  const { count, unit } = retentionLine(kind);
  return `${count} ${unit}`;
}
