import { createHash, createSign, generateKeyPairSync, randomBytes as randomOf } from "node:crypto";
import { jobDeps, personDeps } from "@/server/api/entry";
import { signedInWith } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { appCodeOf, stepAt } from "@/server/identity/second-factor/rules";
import { ensurePerson, openSession } from "@/server/identity/sign-in/commands";
import { appointStaff } from "@/server/identity/staff/commands";
import type { OperatorRole } from "@/server/kernel/permissions";
import { wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { tokenText } from "@/server/platform/session-cookie";

/** Where the tests' browsers stand. */
export const ORIGIN = "http://localhost:3000";

let count = 0;

/** Somebody new; with a role, one of the operator's staff. */
export async function newPerson(role?: OperatorRole): Promise<{ personId: string; email: string }> {
  count += 1;
  const email = `factor${count}@example.jp`;
  const deps = jobDeps("test", "req_test");
  if (role) {
    const [made] = await appointStaff(deps, [{ email, name: "x", role }]);
    return { personId: made?.personId ?? "", email };
  }
  const { id } = await deps.transact((tx) => ensurePerson(tx, deps, { email, name: "", locale: "ja" }));
  return { personId: id, email };
}

/** A fresh sign-in by code alone, and the procedures as its requests reach them. */
export async function signIn(personId: string, how: { secondFactorGiven?: true } = {}) {
  const token = tokenText(randomBytes(32));
  await openSession(
    { ...personDeps(personId, "req_test"), wallMs: wallNow() },
    { token, userAgent: "", ...how },
  );
  const signedIn = () => signedInWith(token);
  const api = async () =>
    createCaller({ requestId: "req_test", signedIn: await signedIn(), clientAddress: "", locale: "ja" });
  return { token, signedIn, api };
}

export type Desk = Awaited<ReturnType<typeof signIn>>;

/** The bytes of a secret as it is typed into an app (RFC 4648, base 32). */
export const secretOf = (text: string) => {
  const bits = [...text.replaceAll(" ", "")].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
};

/** Sets an app up; the code of the step before this one confirms it, so that those after are still unused. */
export async function enrolApp(desk: Desk) {
  const { factorId, secretText } = await (await desk.api()).secondFactor.beginApp();
  const secret = secretOf(secretText);
  const step = stepAt(wallNow());
  const code = appCodeOf(secret, step - 1);
  const { recoveryCodes } = await (await desk.api()).secondFactor.confirmApp({
    factorId,
    code,
    label: "phone",
  });
  return { factorId, secret, step, recoveryCodes };
}

/** Ages what a session has proven, as ten minutes would. */
export async function age(desk: Desk, ms: number): Promise<void> {
  const id = (await desk.signedIn())?.sessionId ?? "";
  await sqlOfClient(poolFor("operator"))(
    `UPDATE session SET stepped_up_at = stepped_up_at - $2 * interval '1 millisecond',
                        created_at = created_at - $2 * interval '1 millisecond' WHERE id = $1`,
    [id, ms],
  );
}

/** An authenticator in software: ES256, attestation "none", as WebAuthn level 3 lays the bytes out. */
export function authenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomOf(16);
  const coordinate = (text: string) =>
    Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, "base64url")]);
  const key = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
  const counterBytes = (counter: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(counter);
    return bytes;
  };
  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (flags: number, counter: number) =>
    Buffer.concat([
      createHash("sha256").update("localhost").digest(),
      Buffer.from([flags]),
      counterBytes(counter),
    ]);
  const credential = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key" as const,
  };
  return {
    register(challenge: string, origin = ORIGIN) {
      const data = Buffer.concat([head(0x45, 0), Buffer.alloc(16), Buffer.from([0, 16]), id, key]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from("fmt"),
        Buffer.from([0x64]),
        Buffer.from("none"),
        Buffer.from([0x67]),
        Buffer.from("attStmt"),
        Buffer.from([0xa0, 0x68]),
        Buffer.from("authData"),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      const clientDataJSON = clientData("webauthn.create", challenge, origin).toString("base64url");
      return {
        ...credential,
        response: { clientDataJSON, attestationObject: attestation.toString("base64url") },
      };
    },
    sign(challenge: string, counter: number, origin = ORIGIN) {
      const client = clientData("webauthn.get", challenge, origin);
      const data = head(0x05, counter);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      const signature = createSign("sha256").update(signed).sign(privateKey);
      return {
        ...credential,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: signature.toString("base64url"),
        },
      };
    },
  };
}
