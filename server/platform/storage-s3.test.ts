import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DecryptionError, keyRing } from "./crypto";
import { s3Storage } from "./storage";
import { parseStorageUrl, type S3Address } from "./storage-address";
import { s3Blobs } from "./storage-s3";
import { startS3 } from "./test-s3";

const oldKey = { id: "old", key: new Uint8Array(32).fill(1) };
const newKey = { id: "new", key: new Uint8Array(32).fill(2) };
const content = Buffer.from("a driver's licence");
let server: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  server = await startS3("noren-documents");
});
afterAll(() => server.stop());

function bucket(url = server.url()): S3Address {
  const address = parseStorageUrl(url);
  if ("problem" in address || address.kind !== "s3") throw new Error("not a bucket");
  return address;
}

const store = (keys = [oldKey]) => s3Storage(bucket(), () => keyRing(keys));

test("a document comes back as it went in, and the bucket shows nothing of it", async () => {
  await store().put("documents/mer_1/doc_1/page-1", content);
  expect(Buffer.from((await store().get("documents/mer_1/doc_1/page-1")) ?? [])).toEqual(content);
  const raw = await s3Blobs(bucket()).read("documents/mer_1/doc_1/page-1");
  expect(Buffer.from(raw ?? []).includes("licence")).toBe(false);
});

test("a document that was moved to another's place does not open", async () => {
  await store().put("a/mine", content);
  const blobs = s3Blobs(bucket());
  await blobs.write("a/yours", (await blobs.read("a/mine")) ?? new Uint8Array());
  await expect(store().get("a/yours")).rejects.toThrow(DecryptionError);
});

test("what is not there is null, and removing it again is no error", async () => {
  await store().put("gone/b", content);
  await store().remove("gone/b");
  await store().remove("gone/b");
  expect(await store().get("gone/b")).toBeNull();
});

test("the keys of a folder are listed in order, and of that folder alone", async () => {
  const keys = Array.from({ length: 30 }, (_, index) => `many/${String(index).padStart(4, "0")}`);
  const blobs = s3Blobs(bucket());
  await Promise.all([...keys, "manyfold/1"].map((key) => blobs.write(key, new Uint8Array(1))));
  expect(await store().list("many")).toEqual(keys);
  expect(await store().list("nobody")).toEqual([]);
});

// The server of the tests cannot say where its answer goes on: it needs a cipher that OpenSSL 3 no longer has.
test("an answer that goes on is followed to its end", async () => {
  const pages = new Map([
    [null, "<Contents><Key>box/a</Key></Contents><NextContinuationToken>to+b=</NextContinuationToken>"],
    ["to+b=", "<Contents><Key>box/b</Key></Contents>"],
  ]);
  const listing = createServer((request, answer) => {
    const asked = new URL(request.url ?? "", "http://bucket").searchParams;
    answer.end(`<ListBucketResult>${pages.get(asked.get("continuation-token"))}</ListBucketResult>`);
  }).listen(0, "127.0.0.1");
  await once(listing, "listening");
  const address = listing.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await s3Blobs(bucket(`s3://k:s@127.0.0.1:${port}/bucket/box?tls=0`)).list("")).toEqual(["a", "b"]);
  listing.close();
});

test("rotation seals a document again once, and it opens without the old key", async () => {
  await store().put("rotated/b", content);
  expect(await store([newKey, oldKey]).reseal("rotated/b")).toBe(true);
  expect(await store([newKey, oldKey]).reseal("rotated/b")).toBe(false);
  expect(Buffer.from((await store([newKey]).get("rotated/b")) ?? [])).toEqual(content);
});

test.each(["../b", "/b", "a/../../b", "a//b", "a/.hidden"])(
  "no key leads out of the folder: %j",
  async (key) => {
    await expect(store().put(key, content)).rejects.toThrow(RangeError);
  },
);

test("a wrong secret is refused and a missing bucket is no missing document", async () => {
  const wrong = s3Storage(bucket(server.url("S3RVER:guessed")), () => keyRing([oldKey]));
  await expect(wrong.put("a/b", content)).rejects.toThrow(/403 SignatureDoesNotMatch/);
  const absent = s3Storage(bucket(server.url(undefined, "no-such-bucket")), () => keyRing([oldKey]));
  await expect(absent.get("a/b")).rejects.toThrow(/404 NoSuchBucket/);
});

test.each([
  ["ftp://a/b", /starts with file: or s3/],
  ["s3://host/bucket", /no key and secret/],
  ["s3://k:s@host", /no host and bucket/],
  ["s3://k:s@host/Bad_Bucket", /no host and bucket/],
  ["s3://k:s@host/bucket/..%2f", /other characters/],
  ["s3://k:s@host/bucket?endpoint=x", /unknown settings endpoint/],
])("an address that does not do says why: %s", (url, problem) => {
  expect(parseStorageUrl(url)).toEqual({ problem: expect.stringMatching(problem) });
});

test("a secret with signs is read, and encryption of the way is the rule", () => {
  expect(parseStorageUrl("s3://key:a%2Fb%2B@s3.example.jp/papers/noren?region=ap-northeast-1")).toEqual({
    kind: "s3",
    endpoint: "https://s3.example.jp",
    bucket: "papers",
    prefix: "noren/",
    region: "ap-northeast-1",
    accessKeyId: "key",
    secretAccessKey: "a/b+",
  });
});
