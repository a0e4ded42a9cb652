import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { type BrandSetting, brandFields, brandOf } from "./brand-setting";
import { ISSUER_HINTS, type Issuer, issuerFields, issuerOf } from "./issuer-setting";
import { type EncryptionKey, encryptionKeys, pem, publicKeys } from "./key-settings";
import { parseStorageUrl, type StorageAddress } from "./storage-address";

/** What the process was given; the one place that reads the environment, checked once. */
export type Env = {
  readonly production: boolean;
  readonly databaseUrls: Readonly<Record<"app" | "operator" | "ingest" | "jobs", string>>;
  readonly databaseOwnerUrl: string | undefined;
  readonly databaseReplicaUrl: string | undefined;
  readonly publicUrl: string;
  readonly nextAuthSecret: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly storage: StorageAddress;
  /** The first writes; the others still read. */
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly networkBaseUrl: string | undefined;
  readonly networkClientId: string;
  /** PEM of the key that signs what Noren sends. */
  readonly networkPrivateKey: string | undefined;
  /** PEM by key version of the keys that verify what the network sends. */
  readonly networkPublicKeys: ReadonlyMap<number, string>;
  /** The version under which the network knows Noren's key. */
  readonly networkKeyVersion: number;
  /** The Client-Id that the network's own messages carry. */
  readonly networkPeerId: string;
  readonly sandbox: boolean;
  /** Internal address of the sandbox process, such as http://127.0.0.1:4001. */
  readonly sandboxUrl: string | undefined;
  /** The sandbox network's own database, which the product's roles cannot enter, nor its role the product's. */
  readonly sandboxDatabaseUrl: string | undefined;
  /** `host:port` of webhook receivers that may be internal and without TLS; in the sandbox only. */
  readonly sandboxWebhookHosts: readonly string[];
  readonly logLevel: string;
  readonly clockFile: string | undefined;
  readonly anchorFile: string;
  readonly dataDir: string;
  /** The folder in which the network's transfer leaves its daily reports. */
  readonly networkReportsDir: string;
  readonly metricsToken: string | undefined;
  /** The list of names that applicants are screened against, as `file:///…`; a sample outside production. */
  readonly screeningUrl: string | undefined;
  readonly brand: BrandSetting;
  /** Who issues statements and qualified invoices. */
  readonly issuer: Issuer;
};

export type EnvSource = Readonly<Record<string, string | undefined>>;

/** Thrown with every problem at once, so that an operator fixes the configuration in one go. */
export class EnvError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Noren cannot start with this configuration:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.name = "EnvError";
    this.problems = problems;
  }
}

/** Where `npm run up` leaves what it gave to its processes, so that the command line finds the same system. */
export const RUNTIME_ENV_FILE = "keys/runtime-env.json";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const DEVELOPMENT_SECRET = "for-development-on-one-machine-only";
/** Invented names, so that the sandbox and the tests have somebody to find. */
const SAMPLE_SCREENING = pathToFileURL(resolve("prisma/seed/screening-sample.csv")).toString();
const REQUIRED_IN_PRODUCTION: Readonly<Record<string, string>> = {
  DATABASE_URL: "connection string of the role noren_app",
  PUBLIC_URL: "the https address people reach Noren at",
  NEXTAUTH_SECRET: "at least 32 random characters",
  ENCRYPTION_KEYS: "id:base64 of 32 bytes, separated by commas, the first one writes",
  ...ISSUER_HINTS,
};

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address that starts with ${protocols.map((name) => `${name}//`).join(" or ")}`,
  });
const database = url("postgresql:", "postgres:");
const web = url("https:", "http:").transform((text) => text.replace(/\/+$/, ""));

const storageUrl = z.string().transform((text, context): StorageAddress => {
  const address = parseStorageUrl(text);
  if (!("problem" in address)) return address;
  context.addIssue(address.problem);
  return z.NEVER;
});

const schema = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: database,
  DATABASE_OPERATOR_URL: database.optional(),
  DATABASE_INGEST_URL: database.optional(),
  DATABASE_JOBS_URL: database.optional(),
  DATABASE_OWNER_URL: database.optional(),
  DATABASE_REPLICA_URL: database.optional(),
  PUBLIC_URL: web,
  NEXTAUTH_SECRET: z.string().min(32, { error: "has fewer than 32 characters" }),
  SMTP_URL: url("smtp:", "smtps:").optional(),
  MAIL_FROM: z.string().default("Noren <no-reply@noren.invalid>"),
  STORAGE_URL: storageUrl.optional(),
  ENCRYPTION_KEYS: encryptionKeys,
  NETWORK_BASE_URL: web.optional(),
  NETWORK_CLIENT_ID: z.string().default("NOREN"),
  NETWORK_KEY_VERSION: z.coerce.number().int().positive().default(1),
  NETWORK_PEER_ID: z.string().default("SANDBOX_NETWORK"),
  NETWORK_PRIVATE_KEY: pem.optional(),
  NETWORK_PUBLIC_KEYS: publicKeys.optional(),
  SANDBOX: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  ALLOW_SANDBOX_IN_PRODUCTION: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  SANDBOX_URL: web.optional(),
  SANDBOX_DATABASE_URL: database.optional(),
  SANDBOX_WEBHOOK_HOSTS: z.string().default(""),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  CLOCK_FILE: z.string().optional(),
  ANCHOR_FILE: z.string().optional(),
  DATA_DIR: z.string().default(".data"),
  NETWORK_REPORTS_DIR: z.string().optional(),
  SCREENING_URL: url("file:").optional(),
  ...brandFields,
  ...issuerFields,
  METRICS_TOKEN: z.string().min(16, { error: "has fewer than 16 characters" }).optional(),
});

/**
 * Checks a set of variables. In production the secrets must be given; elsewhere they have values that are good for
 * one developer's machine and nothing else.
 * @throws EnvError naming every problem
 */
export function readEnv(source: EnvSource): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const production = given.NODE_ENV === "production";
  const parsed = schema.safeParse(production ? given : { ...developmentDefaults(given), ...given });
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => describeIssue(issue, given));
  if (production && given.SANDBOX === "1" && given.ALLOW_SANDBOX_IN_PRODUCTION !== "1") {
    problems.push("SANDBOX=1 is refused in production; ALLOW_SANDBOX_IN_PRODUCTION=1 says that you mean it");
  }
  // A sample on a real paper would be no qualified invoice.
  if (production && given.SANDBOX !== "1")
    problems.push(...Object.keys(ISSUER_HINTS).flatMap((name) => missing(name, given)));
  if (!parsed.success || problems.length > 0) throw new EnvError([...new Set(problems)]);
  return toEnv(parsed.data, production);
}

function toEnv(values: z.infer<typeof schema>, production: boolean): Env {
  const dataDir = resolve(values.DATA_DIR);
  const as = (role: string) => withUser(values.DATABASE_URL, role);
  return {
    production,
    databaseUrls: {
      app: values.DATABASE_URL,
      operator: values.DATABASE_OPERATOR_URL ?? as("noren_operator"),
      ingest: values.DATABASE_INGEST_URL ?? as("noren_ingest"),
      jobs: values.DATABASE_JOBS_URL ?? as("noren_jobs"),
    },
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    databaseReplicaUrl: values.DATABASE_REPLICA_URL,
    publicUrl: values.PUBLIC_URL,
    nextAuthSecret: values.NEXTAUTH_SECRET,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    storage: values.STORAGE_URL ?? { kind: "file", folder: join(dataDir, "uploads") },
    encryptionKeys: values.ENCRYPTION_KEYS,
    networkBaseUrl: values.NETWORK_BASE_URL,
    networkClientId: values.NETWORK_CLIENT_ID,
    networkPrivateKey: values.NETWORK_PRIVATE_KEY,
    networkPublicKeys: values.NETWORK_PUBLIC_KEYS ?? new Map(),
    networkKeyVersion: values.NETWORK_KEY_VERSION,
    networkPeerId: values.NETWORK_PEER_ID,
    sandbox: values.SANDBOX === "1",
    sandboxUrl: values.SANDBOX_URL,
    sandboxDatabaseUrl: values.SANDBOX_DATABASE_URL,
    sandboxWebhookHosts: values.SANDBOX === "1" ? values.SANDBOX_WEBHOOK_HOSTS.split(",") : [],
    logLevel: values.LOG_LEVEL,
    clockFile: values.CLOCK_FILE,
    anchorFile: values.ANCHOR_FILE ?? join(dataDir, "audit-anchor.jsonl"),
    dataDir,
    networkReportsDir: resolve(values.NETWORK_REPORTS_DIR ?? join(dataDir, "network-reports")),
    metricsToken: values.METRICS_TOKEN,
    brand: brandOf(values),
    issuer: issuerOf(values),
    screeningUrl: values.SCREENING_URL ?? (isForShow(values, production) ? SAMPLE_SCREENING : undefined),
  };
}

function isForShow(values: z.infer<typeof schema>, production: boolean): boolean {
  return values.SANDBOX === "1" || !production;
}

function withUser(databaseUrl: string, user: string): string {
  const address = new URL(databaseUrl);
  address.username = user;
  return address.toString();
}

function developmentDefaults(given: EnvSource): EnvSource {
  return {
    PUBLIC_URL: `http://localhost:${given.PORT ?? "3000"}`,
    NEXTAUTH_SECRET: DEVELOPMENT_SECRET,
    ENCRYPTION_KEYS: `dev:${Buffer.alloc(32, 7).toString("base64")}`,
  };
}

function describeIssue(issue: z.core.$ZodIssue, given: EnvSource): string {
  const name = String(issue.path[0]);
  return missing(name, given)[0] ?? `${name} ${issue.message}`;
}

function missing(name: string, given: EnvSource): string[] {
  const hint = REQUIRED_IN_PRODUCTION[name];
  return given[name] === undefined ? [`${name} is missing${hint ? ` (${hint})` : ""}`] : [];
}

function processEnvironment(): EnvSource {
  const given = process.env;
  if (given.DATABASE_URL || given.NODE_ENV === "production" || given.NODE_ENV === "test") return given;
  const file = resolve(given.DATA_DIR ?? ".data", RUNTIME_ENV_FILE);
  if (!existsSync(file)) return given;
  const left = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  return { ...left, ...given };
}

/** The variables as given: for the sandbox network, a process with a configuration of its own. */
export function givenEnvironment(): EnvSource {
  return processEnvironment();
}

let current: Env | undefined;

/** The checked environment, read at the first call. @throws EnvError */
export function env(): Env {
  current ??= readEnv(processEnvironment());
  return current;
}

/** Puts other variables in place of the process's own: for tests, which have a database of their own. */
export function provideEnv(source: EnvSource): Env {
  current = readEnv(source);
  return current;
}

/** How much is logged: needed before, and when, the rest of the environment is found wanting. */
export function logLevel(): string {
  const given = schema.shape.LOG_LEVEL.safeParse(process.env.LOG_LEVEL || undefined);
  if (process.env.NODE_ENV === "test" && !process.env.LOG_LEVEL) return "silent";
  return given.success ? given.data : "info";
}

/**
 * For `npm start`, which is production whatever NODE_ENV said: the checked environment, and the one for the web
 * process, in which next-auth finds its address.
 * @throws EnvError
 */
export function startEnvironment(): { env: Env; forChild: NodeJS.ProcessEnv; port: string } {
  const checked = provideEnv({ ...process.env, NODE_ENV: "production" });
  const forChild: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    NEXTAUTH_URL: checked.publicUrl,
  };
  return { env: checked, forChild, port: process.env.PORT ?? "3000" };
}

/** The server that a run of tests shares, as JSON; set by whoever started it. */
export function testClusterGiven(): string | undefined {
  return process.env.NOREN_TEST_CLUSTER || undefined;
}

/** Connection string of the owner, which migrations need and nothing else that a person meets. @throws EnvError */
export function ownerDatabaseUrl(): string {
  const given = processEnvironment().DATABASE_OWNER_URL;
  const parsed = database.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvError(["DATABASE_OWNER_URL is missing (connection string of the role noren_owner)"]);
}
