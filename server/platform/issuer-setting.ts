import { z } from "zod";

/** The company on statements and qualified invoices: its name, its registration number and its address. */
export type Issuer = {
  readonly name: string;
  /** T and 13 digits, as the tax agency gave it. */
  readonly registrationNumber: string;
  readonly address: string;
};

/** What is missing is named with these; a sample on a real paper would be no qualified invoice. */
export const ISSUER_HINTS = {
  ISSUER_NAME: "the company that issues statements and qualified invoices",
  ISSUER_REGISTRATION_NUMBER: "its number as an issuer of qualified invoices, T and 13 digits",
  ISSUER_ADDRESS: "its address",
} as const;

/** The variables, with a sample for the sandbox and for development. */
export const issuerFields = {
  ISSUER_NAME: z.string().default("見本決済株式会社"),
  ISSUER_REGISTRATION_NUMBER: z
    .string()
    .regex(/^T\d{13}$/, { error: "is not T and 13 digits" })
    .default("T1234567890123"),
  ISSUER_ADDRESS: z.string().default("東京都千代田区見本町1-1"),
};

/** The issuer as the variables say it. */
export function issuerOf(values: Readonly<Record<keyof typeof issuerFields, string>>): Issuer {
  return {
    name: values.ISSUER_NAME,
    registrationNumber: values.ISSUER_REGISTRATION_NUMBER,
    address: values.ISSUER_ADDRESS,
  };
}
