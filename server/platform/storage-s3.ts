import { AwsClient } from "aws4fetch";
import { sha256Hex } from "./crypto";
import type { S3Address } from "./storage-address";
import type { Blobs } from "./storage-blobs";

const TIMEOUT_MS = 20_000;
const RETRIES = 3;

/** What the bucket answered when it should not have; never with the content or the secret. */
export class StorageError extends Error {
  constructor(action: string, status: number, code: string) {
    super(`the storage refused to ${action}: ${status} ${code}`);
    this.name = "StorageError";
  }
}

/**
 * Ciphertext in a bucket. Four requests are all that is needed, so that signing them is the one thing left to a
 * library: aws4fetch is that and has no dependencies, where the vendor's client brings a hundred packages. A request
 * is repeated when the server is busy; all of them may be.
 */
export function s3Blobs(address: S3Address): Blobs {
  const { accessKeyId, secretAccessKey, region, endpoint, bucket, prefix } = address;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: RETRIES });
  const root = `${endpoint}/${bucket}`;
  const send = (method: string, path: string, body?: Uint8Array) =>
    client.fetch(`${root}${path}`, {
      method,
      // The signature covers the content: what arrives changed is refused.
      headers: { "x-amz-content-sha256": sha256Hex(body ?? "") },
      body: body && new Uint8Array(body),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  return {
    write: async (key, data) => {
      await expectDone("write", await send("PUT", `/${prefix}${key}`, data));
    },
    read: async (key) => {
      const answer = await send("GET", `/${prefix}${key}`);
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
      const text = await answer.text();
      // A bucket that is gone answers 404 too, and is no missing document.
      if (answer.status === 404 && codeOf(text) === "NoSuchKey") return null;
      throw new StorageError("read", answer.status, codeOf(text));
    },
    remove: async (key) => {
      await expectDone("remove", await send("DELETE", `/${prefix}${key}`));
    },
    list: async (folder) => {
      const under = folder === "" ? prefix : `${prefix}${folder}/`;
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const asked = new URLSearchParams({ "list-type": "2", prefix: under });
        if (token !== undefined) asked.set("continuation-token", token);
        const text = await expectDone("list", await send("GET", `?${asked}`));
        // Keys are letters, digits and a few signs: nothing in them is ever escaped.
        for (const [, key = ""] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) keys.push(key.slice(prefix.length));
        token = /<NextContinuationToken>([^<]*)</.exec(text)?.[1];
      } while (token !== undefined);
      return keys;
    },
  };
}

async function expectDone(action: string, answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.ok) throw new StorageError(action, answer.status, codeOf(text));
  return text;
}

function codeOf(text: string): string {
  return /<Code>([A-Za-z]+)<\/Code>/.exec(text)?.[1] ?? "";
}
