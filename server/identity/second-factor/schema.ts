import { z } from "zod";
import { normaliseCode } from "../sign-in/rules";
import { normaliseRecoveryCode } from "./rules";

const encoded = z.string().max(20_000);

/** What is sealed of an authenticator app. */
export const sealedApp = z.object({ secret: z.string() });

/** What is sealed of a passkey; texts are base64url. */
export const sealedPasskey = z.object({
  credentialId: z.string(),
  publicKey: z.string(),
  transports: z.array(z.string()),
});

/** The name by which a person tells their factors apart. */
const label = z
  .string()
  .trim()
  .max(40)
  .regex(/^\P{C}*$/u);

export const appCode = z
  .string()
  .max(40)
  .transform(normaliseCode)
  .pipe(z.string().regex(/^\d{6}$/, { error: "code" }));

export const appEntry = z.object({ code: appCode });
export const appConfirmation = z.object({ factorId: z.string().max(40), code: appCode, label });
export const factorChoice = z.object({ factorId: z.string().max(40) });

export const recoveryEntry = z.object({
  code: z
    .string()
    .max(60)
    .transform(normaliseRecoveryCode)
    .pipe(z.string().regex(/^[0-9A-Z]{16}$/, { error: "recovery_code" })),
});

const credential = {
  id: encoded,
  rawId: encoded,
  type: z.literal("public-key"),
};

/** A browser's answer to a request for a new passkey (WebAuthn, AuthenticatorAttestationResponse). */
export const passkeyRegistration = z.object({
  label,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: encoded,
      attestationObject: encoded,
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  }),
});

/** A browser's answer to a challenge (WebAuthn, AuthenticatorAssertionResponse). */
export const passkeyAnswer = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: encoded,
      authenticatorData: encoded,
      signature: encoded,
      userHandle: encoded.optional(),
    }),
  }),
});
