import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { env } from "./env";
import { log } from "./log";

/** A public key of a person's device; texts are base64url. */
export type Passkey = {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly transports: readonly string[];
  /** The authenticator's own count of signatures; 0 where it keeps none. */
  readonly counter: number;
};

export type PasskeyOwner = { readonly personId: string; readonly email: string; readonly brand: string };

/** What a browser answers; extensions are not asked for, so what it says of them is not read. */
export type NewPasskeyAnswer = Omit<RegistrationResponseJSON, "clientExtensionResults">;
export type PasskeyAnswer = Omit<AuthenticationResponseJSON, "clientExtensionResults">;

/** Passkeys belong to the host that people reach Noren by. */
function ownHost(): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(env().publicUrl);
  return { rpID: hostname, origin };
}

/** What a browser needs to make a passkey that the person does not have yet. */
export function askForNewPasskey(
  owner: PasskeyOwner,
  known: readonly Pick<Passkey, "credentialId">[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: owner.brand,
    rpID: ownHost().rpID,
    userName: owner.email,
    userID: new Uint8Array(Buffer.from(owner.personId, "utf8")),
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
}

/** The passkey that a browser has made for a challenge, or undefined when the answer does not hold. */
export async function verifyNewPasskey(
  answer: NewPasskeyAnswer,
  expectedChallenge: string,
): Promise<Passkey | undefined> {
  const { rpID, origin } = ownHost();
  const made = await verifyRegistrationResponse({
    response: { ...answer, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: false,
  }).catch(refuse);
  if (!made?.verified) return undefined;
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey).toString("base64url"), transports, counter };
}

/** What a browser needs to sign with one of these passkeys. */
export function askForPasskey(passkeys: readonly Passkey[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: ownHost().rpID,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    userVerification: "preferred",
  });
}

/** The new count of signatures when a passkey has signed the challenge, else undefined. */
export async function verifyPasskey(
  answer: PasskeyAnswer,
  expectedChallenge: string,
  passkey: Passkey,
): Promise<number | undefined> {
  const { rpID, origin } = ownHost();
  const checked = await verifyAuthenticationResponse({
    response: { ...answer, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: false,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
      counter: passkey.counter,
    },
  }).catch(refuse);
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}

/** The library throws at everything that is not as it should be; to the person all of it is a wrong answer. */
function refuse(reason: unknown): undefined {
  log().debug({ err: reason }, "a passkey was refused");
  return undefined;
}
