import { z } from "zod";
import { DEFAULT_PACE } from "./payments/rules";

const port = z.coerce.number().int().min(1).max(65_535);
const milliseconds = z.coerce.number().int().min(0).max(3_600_000);

/** The sandbox network's own configuration. */
export const sandboxEnvironment = z
  .object({
    SANDBOX: z.literal("1", { error: "must be 1: the sandbox network runs nowhere else" }),
    SANDBOX_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    SANDBOX_URL: z.url().optional(),
    SANDBOX_PORT: port.optional(),
    SANDBOX_SMTP_PORT: port.optional(),
    SMTP_URL: z.url().optional(),
    PUBLIC_URL: z.url().default("http://localhost:3000"),
    NETWORK_CLIENT_ID: z.string().default("NOREN"),
    DATA_DIR: z.string().default(".data"),
    NETWORK_REPORTS_DIR: z.string().optional(),
    CLOCK_FILE: z.string().optional(),
    SANDBOX_NETWORK_PRIVATE_KEY: z.string().optional(),
    SANDBOX_ACQUIRER_PUBLIC_KEYS: z.string().optional(),
    SANDBOX_REGISTRATION_MS: milliseconds.default(DEFAULT_PACE.registrationMs),
    SANDBOX_SLOW_MS: milliseconds.default(DEFAULT_PACE.slowMs),
  })
  .transform((given) => ({
    databaseUrl: given.SANDBOX_DATABASE_URL,
    port: given.SANDBOX_PORT ?? ownPort(given.SANDBOX_URL) ?? 4001,
    smtpPort: given.SANDBOX_SMTP_PORT ?? ownPort(given.SMTP_URL) ?? 4025,
    publicUrl: given.PUBLIC_URL.replace(/\/+$/, ""),
    acquirerId: given.NETWORK_CLIENT_ID,
    reportsFolder: given.NETWORK_REPORTS_DIR ?? `${given.DATA_DIR}/network-reports`,
    clockFile: given.CLOCK_FILE,
    networkPrivateKey: given.SANDBOX_NETWORK_PRIVATE_KEY ?? `${given.DATA_DIR}/keys/network-private.pem`,
    acquirerPublicKeys: given.SANDBOX_ACQUIRER_PUBLIC_KEYS ?? `1:${given.DATA_DIR}/keys/acquirer-private.pem`,
    pace: { ...DEFAULT_PACE, registrationMs: given.SANDBOX_REGISTRATION_MS, slowMs: given.SANDBOX_SLOW_MS },
  }));

export type SandboxEnvironment = z.output<typeof sandboxEnvironment>;

/** The port of an address on this machine; where another machine listens is none of our business. */
function ownPort(url: string | undefined): number | undefined {
  if (url === undefined) return undefined;
  const address = new URL(url);
  const local = ["127.0.0.1", "localhost", "[::1]"].includes(address.hostname);
  return local && address.port !== "" ? Number(address.port) : undefined;
}

/** `POST /sandbox/faults`: what the next calls of one kind meet. */
export const faultForm = z.object({
  call: z.enum([
    "pay",
    "inquiryPayment",
    "cancelPayment",
    "refund",
    "registration",
    "inquiryRegistrationStatus",
    "responseRetrieval",
    "responseEscalation",
  ]),
  misbehave: z.enum(["slow", "no_answer"]),
  times: z.coerce.number().int().min(1).max(100).default(1),
});

/** `POST /sandbox/chaos`: a share of everything goes wrong, in ways that the seed gives. */
export const chaosForm = z.object({
  seed: z.coerce.number().int().min(0).max(4_294_967_295),
  percent: z.coerce.number().int().min(0).max(100),
});
