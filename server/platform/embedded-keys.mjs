// Secrets of a system that runs on one machine: made at the first start, kept in files only their owner can read.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes what is missing and returns the variables that the processes need. */
export function embeddedSecrets(dataDir) {
  const folder = join(dataDir, "keys");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  ensurePair(folder, "acquirer");
  ensurePair(folder, "network");
  const file = join(folder, "secrets.json");
  if (!existsSync(file)) {
    const secrets = {
      NEXTAUTH_SECRET: randomBytes(48).toString("base64url"),
      ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      METRICS_TOKEN: randomBytes(24).toString("base64url"),
    };
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return {
    ...JSON.parse(readFileSync(file, "utf8")),
    NETWORK_CLIENT_ID: "NOREN",
    NETWORK_PRIVATE_KEY: join(folder, "acquirer-private.pem"),
    NETWORK_PUBLIC_KEYS: `1:${join(folder, "network-public.pem")}`,
  };
}

function ensurePair(folder, name) {
  const privateFile = join(folder, `${name}-private.pem`);
  if (existsSync(privateFile)) return;
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(join(folder, `${name}-public.pem`), pair.publicKey, { mode: 0o600 });
  writeFileSync(privateFile, pair.privateKey, { mode: 0o600 });
}
