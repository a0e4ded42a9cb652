import { createSign, createVerify, generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Peer,
  peerOf,
  type Signer,
  signerOf,
  signRequest,
  signResponse,
  verifyRequest,
  verifyResponse,
} from "./http-signature";

const NOW = Date.parse("2026-11-22T15:00:00+09:00");
const path = "/api/network/v1/payments/pushPayment";
const body = Buffer.from('{"paymentId":"1","note":"暖簾"}');

function pair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

const first = pair();
const second = pair();
let signer: Signer;
let peer: Peer;

beforeAll(() => {
  signer = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: first.privateKey, keyVersion: 1 });
  peer = peerOf({
    clientId: "SANDBOX_NETWORK",
    publicKeyPems: new Map([
      [1, first.publicKey],
      [2, second.publicKey],
    ]),
  });
});

async function judged(
  change: Record<string, string | undefined> = {},
  at = NOW,
  changedBody = body,
  changedPath = path,
) {
  const signed = await signRequest(signer, { path, body }, NOW);
  const headers = new Headers(signed);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
  return verifyRequest(peer, headers, { path: changedPath, body: changedBody }, at);
}

test("the signature is the one of the network's document, made independently", async () => {
  const headers = await signRequest(signer, { path, body }, NOW);
  const time = headers["Request-Time"] ?? "";
  const content = `POST ${path}\nSANDBOX_NETWORK.${time}.${body.toString("utf8")}`;
  const expected = encodeURIComponent(
    createSign("RSA-SHA256").update(content).sign(first.privateKey, "base64"),
  );
  expect(headers.Signature).toBe(`algorithm=RSA256,keyVersion=1,signature=${expected}`);
  expect(headers["Content-Type"]).toBe("application/json; charset=UTF-8");
  const given = Buffer.from(decodeURIComponent(expected), "base64");
  expect(createVerify("RSA-SHA256").update(content).verify(first.publicKey, given)).toBe(true);
});

test("a signed request is accepted, with spaces after the commas and a zone of its own too", async () => {
  expect(await judged()).toEqual({ ok: true, clientId: "SANDBOX_NETWORK", keyVersion: 1 });
  const time = "2026-11-22T14:58:00+09:00";
  const content = `POST ${path}\nSANDBOX_NETWORK.${time}.${body.toString("utf8")}`;
  const signature = encodeURIComponent(
    createSign("RSA-SHA256").update(content).sign(first.privateKey, "base64"),
  );
  const spaced = {
    "Request-Time": time,
    Signature: `algorithm=RSA256, keyVersion=1, signature=${signature}`,
  };
  expect(await judged(spaced)).toMatchObject({ ok: true });
});

test("two key versions are valid at once", async () => {
  const next = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: second.privateKey, keyVersion: 2 });
  const headers = new Headers(await signRequest(next, { path, body }, NOW));
  expect(verifyRequest(peer, headers, { path, body }, NOW)).toMatchObject({ ok: true, keyVersion: 2 });
});

describe("refusals", () => {
  test("a changed body, path, time or client", async () => {
    expect(await judged({}, NOW, Buffer.from("{}"))).toEqual({ ok: false, resultCode: "INVALID_SIGNATURE" });
    expect(await judged({}, NOW, body, `${path}x`)).toEqual({ ok: false, resultCode: "INVALID_SIGNATURE" });
    expect(await judged({ "Request-Time": new Date(NOW + 1).toISOString() })).toMatchObject({
      resultCode: "INVALID_SIGNATURE",
    });
    expect(await judged({ "Client-Id": "NOREN" })).toMatchObject({ resultCode: "INVALID_CLIENT" });
  });

  test.each([
    undefined,
    "",
    "nonsense",
    "algorithm=RSA256,keyVersion=1",
    "algorithm=none,keyVersion=1,signature=AA",
    "algorithm=RSA256,keyVersion=1,signature=%E0%A4%A",
    "algorithm=RSA256,keyVersion=1,signature=AAAA",
    "algorithm=RSA256,keyVersion=1,keyVersion=2,signature=AAAA",
  ])("a signature header of %j", async (Signature) => {
    expect(await judged({ Signature })).toEqual({ ok: false, resultCode: "INVALID_SIGNATURE" });
  });

  test("a key version that nobody knows", async () => {
    expect(await judged({ Signature: "algorithm=RSA256,keyVersion=3,signature=AAAA" })).toMatchObject({
      resultCode: "KEY_NOT_FOUND",
    });
  });

  test("a missing client", async () => {
    expect(await judged({ "Client-Id": undefined })).toMatchObject({ resultCode: "INVALID_CLIENT" });
  });

  test("a clock more than five minutes off, either way, to the millisecond", async () => {
    const limit = 5 * 60_000;
    expect(await judged({}, NOW + limit)).toMatchObject({ ok: true });
    expect(await judged({}, NOW - limit)).toMatchObject({ ok: true });
    expect(await judged({}, NOW + limit + 1)).toMatchObject({ resultCode: "ACCESS_DENIED" });
    expect(await judged({}, NOW - limit - 1)).toMatchObject({ resultCode: "ACCESS_DENIED" });
  });

  test("another's key under a version that is valid", async () => {
    const liar = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: second.privateKey, keyVersion: 1 });
    const headers = new Headers(await signRequest(liar, { path, body }, NOW));
    expect(verifyRequest(peer, headers, { path, body }, NOW)).toMatchObject({
      resultCode: "INVALID_SIGNATURE",
    });
  });
});

test("an answer is signed over its own time and is no request", async () => {
  const headers = new Headers(await signResponse(signer, { path, body }, NOW));
  expect(verifyResponse(peer, headers, { path, body }, NOW)).toMatchObject({ ok: true });
  expect(verifyRequest(peer, headers, { path, body }, NOW)).toMatchObject({ ok: false });
});
