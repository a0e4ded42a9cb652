import { TRPCError } from "@trpc/server";
import { isDomainError } from "@/server/kernel/errors";
import { toCp932 } from "@/server/platform/cp932";
import { sha256Hex } from "@/server/platform/crypto";
import { httpStatusOf } from "./error-map";

// What is compressed on the way has other bytes than it was asked for, and cannot be gone on with.
const PRIVATE = { "cache-control": "private, no-store, no-transform" } as const;

type Download = {
  readonly name: string;
  readonly type: string;
  readonly more?: Readonly<Record<string, string>>;
};

/** Bytes as a stream that is made while it is read. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: async () => {
      await chunks.return(undefined);
    },
  });
}

/** Answers with a file to keep, for this person alone. */
export function download(
  chunks: AsyncGenerator<Uint8Array>,
  { name, type, more = {} }: Download,
  status = 200,
): Response {
  return new Response(streamOf(chunks), {
    status,
    headers: {
      ...PRIVATE,
      ...more,
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

type Resumable = Download & {
  /** Whatever tells two states of the file apart: the same version has the same bytes. */
  readonly version: string;
};

/**
 * A large file that is made while it is read, and that a broken download goes on with (RFC 9110, ranges): the same
 * version is made again, and what the reader has already is passed over. Nothing is kept for it.
 */
export async function resumable(
  request: Request,
  make: () => AsyncGenerator<Uint8Array>,
  { version, name, type }: Resumable,
): Promise<Response> {
  const etag = `"${sha256Hex(Buffer.from(version))}"`;
  const from = /^bytes=(\d{1,15})-$/.exec(request.headers.get("range") ?? "")?.[1];
  const isSame = [null, etag].includes(request.headers.get("if-range"));
  const headers = { etag, "accept-ranges": "bytes" };
  if (from === undefined || !isSame) return download(make(), { name, type, more: headers });
  const start = Number(from);
  let total = 0;
  for await (const chunk of make()) total += chunk.length;
  if (start >= total)
    return new Response(null, {
      status: 416,
      headers: { ...PRIVATE, ...headers, "content-range": `bytes */${total}` },
    });
  const more = {
    ...headers,
    "content-range": `bytes ${start}-${total - 1}/${total}`,
    "content-length": `${total - start}`,
  };
  return download(after(make(), start), { name, type, more }, 206);
}

/** Lines of text as bytes; in CP932 without the mark that Unicode files begin with. */
export async function* encodedLines(
  lines: AsyncGenerator<string>,
  encoding: "utf-8" | "cp932",
): AsyncGenerator<Uint8Array> {
  for await (const text of lines)
    yield encoding === "cp932" ? toCp932(text.replace(/^\uFEFF/u, "")).bytes : Buffer.from(text);
}

/** Bytes that are in memory already, as what is made while it is read. */
export async function* onePiece(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece;
}

async function* after(chunks: AsyncGenerator<Uint8Array>, start: number): AsyncGenerator<Uint8Array> {
  let left = start;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** What a file that cannot be had answers; an impossible name is an unknown one. Throws what nobody foresaw. */
export function refusal(error: unknown): Response {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (isDomainError(cause))
    return Response.json(
      { code: cause.code, params: cause.params },
      { status: httpStatusOf(cause.code), headers: PRIVATE },
    );
  if (error instanceof TRPCError && error.code === "BAD_REQUEST")
    return Response.json({ code: "not_found" }, { status: 404, headers: PRIVATE });
  throw error;
}
