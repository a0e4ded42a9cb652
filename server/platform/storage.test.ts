import { mkdtempSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DecryptionError, keyRing } from "./crypto";
import { fileStorage } from "./storage";

const oldKey = { id: "old", key: new Uint8Array(32).fill(1) };
const newKey = { id: "new", key: new Uint8Array(32).fill(2) };
const content = Buffer.from("a driver's licence");

function fresh(keys = [oldKey]) {
  const root = mkdtempSync(join(tmpdir(), "noren-storage-"));
  return { root, store: fileStorage(root, () => keyRing(keys)) };
}

test("a document comes back as it went in, and its file shows nothing of it", async () => {
  const { root, store } = fresh();
  await store.put("documents/doc_1/page-1.webp", content);
  const found = await store.get("documents/doc_1/page-1.webp");
  expect(Buffer.from(found ?? [])).toEqual(content);
  expect(readFileSync(join(root, "documents/doc_1/page-1.webp")).includes("licence")).toBe(false);
});

test("a document can be read by its owner alone and leaves no partial file", async () => {
  const { root, store } = fresh();
  await store.put("a/b", content);
  expect(statSync(join(root, "a/b")).mode & 0o077).toBe(0);
  expect(readdirSync(join(root, "a"))).toEqual(["b"]);
});

test("a document that was moved to another's place does not open", async () => {
  const { root, store } = fresh();
  await store.put("a/mine", content);
  renameSync(join(root, "a/mine"), join(root, "a/yours"));
  await expect(store.get("a/yours")).rejects.toThrow(DecryptionError);
});

test.each(["../etc/passwd", "/etc/passwd", "a/../../b", "a//b", "", ".", "a/.hidden", "a\0b", "a\\..\\b"])(
  "no key leads out of the folder: %j",
  async (key) => {
    const { store } = fresh();
    await expect(store.put(key, content)).rejects.toThrow(RangeError);
    await expect(store.get(key)).rejects.toThrow(RangeError);
  },
);

test("what is not there is null, and removing it again is no error", async () => {
  const { store } = fresh();
  await store.put("a/b", content);
  await store.remove("a/b");
  await store.remove("a/b");
  expect(await store.get("a/b")).toBeNull();
});

test("keys are listed in order, also when there are none", async () => {
  const { store } = fresh();
  expect(await store.list("a")).toEqual([]);
  await store.put("a/2", content);
  await store.put("a/1", content);
  await store.put("b/3", content);
  expect(await store.list("a")).toEqual(["a/1", "a/2"]);
  expect(await store.list()).toEqual(["a/1", "a/2", "b/3"]);
});

test("rotation seals a document again once, and it opens without the old key", async () => {
  const { root, store } = fresh();
  await store.put("a/b", content);
  const during = fileStorage(root, () => keyRing([newKey, oldKey]));
  expect(await during.reseal("a/b")).toBe(true);
  expect(await during.reseal("a/b")).toBe(false);
  const after = fileStorage(root, () => keyRing([newKey]));
  expect(Buffer.from((await after.get("a/b")) ?? [])).toEqual(content);
});
