import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A bucket of a server that speaks S3. */
export type S3Address = {
  readonly kind: "s3";
  /** Scheme, host and port, without a slash at the end. */
  readonly endpoint: string;
  readonly bucket: string;
  /** A folder inside of the bucket with its slash, or nothing. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type StorageAddress = { readonly kind: "file"; readonly folder: string } | S3Address;

/**
 * Reads `file:folder`, `file:///folder` or `s3://KEY:SECRET@host[:port]/bucket[/folder]?region=…&tls=0`. Key and
 * secret are percent-encoded; the region is us-east-1 when it is not given; `tls=0` is for a server of one's own
 * machine.
 * @returns what is wrong with it, as words for whoever set it
 */
export function parseStorageUrl(text: string): StorageAddress | { readonly problem: string } {
  if (!URL.canParse(text)) return { problem: "is not an address that starts with file: or s3://" };
  const url = new URL(text);
  if (url.protocol === "file:") {
    return { kind: "file", folder: text.startsWith("file://") ? fileURLToPath(url) : resolve(text.slice(5)) };
  }
  if (url.protocol !== "s3:") return { problem: "is not an address that starts with file: or s3://" };
  return parseS3(url);
}

function parseS3(url: URL): StorageAddress | { readonly problem: string } {
  const [bucket = "", ...folders] = url.pathname.split("/").filter((part) => part !== "");
  if (url.username === "" || url.password === "") {
    return { problem: "has no key and secret (s3://KEY:SECRET@host/bucket)" };
  }
  if (url.host === "" || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    return { problem: "names no host and bucket (s3://KEY:SECRET@host/bucket)" };
  }
  if (folders.some((folder) => !/^[A-Za-z0-9_-]+$/.test(folder))) {
    return { problem: "names a folder with other characters than letters, digits, - and _" };
  }
  const unknown = [...url.searchParams.keys()].filter((name) => name !== "region" && name !== "tls");
  if (unknown.length > 0) return { problem: `has the unknown settings ${unknown.join(", ")}` };
  return {
    kind: "s3",
    endpoint: `${url.searchParams.get("tls") === "0" ? "http" : "https"}://${url.host}`,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(""),
    region: url.searchParams.get("region") ?? "us-east-1",
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}
