/** How long each kind of data lives. The privacy notice shows this table and the daily job enforces it. */
export const RETENTION = [
  { kind: "unapproved_applications", count: 180, unit: "days", from: "closed", basis: "purpose" },
  { kind: "approved_applications", count: 7, unit: "years", from: "contract_end", basis: "identification" },
  { kind: "removed_documents", count: 30, unit: "days", from: "uploaded", basis: "purpose" },
  { kind: "parcels", count: 400, unit: "days", from: "closed", basis: "purpose" },
  { kind: "import_files", count: 30, unit: "days", from: "uploaded", basis: "purpose" },
  { kind: "bank_accounts", count: 10, unit: "years", from: "contract_end", basis: "books" },
  { kind: "payers", count: 2, unit: "years", from: "payment", basis: "disputes" },
  { kind: "network_messages", count: 400, unit: "days", from: "received", basis: "disputes" },
  { kind: "dispute_papers", count: 2, unit: "years", from: "judged", basis: "disputes" },
  { kind: "webhook_messages", count: 30, unit: "days", from: "sent", basis: "purpose" },
  { kind: "books", count: 10, unit: "years", from: "business_year", basis: "books" },
  { kind: "action_records", count: 10, unit: "years", from: "recorded", basis: "accountability" },
  { kind: "accounts_without_role", count: 400, unit: "days", from: "last_use", basis: "purpose" },
  { kind: "sign_in_records", count: 30, unit: "days", from: "last_use", basis: "security" },
  { kind: "security_events", count: 1, unit: "years", from: "recorded", basis: "security" },
  { kind: "notices", count: 400, unit: "days", from: "sent", basis: "purpose" },
  { kind: "requests", count: 3, unit: "years", from: "answered", basis: "accountability" },
] as const satisfies readonly RetentionLine[];

type RetentionLine = {
  readonly kind: string;
  readonly count: number;
  readonly unit: "days" | "years";
  /** When the period begins. */
  readonly from: string;
  /** Why it is kept so long. */
  readonly basis: string;
};
