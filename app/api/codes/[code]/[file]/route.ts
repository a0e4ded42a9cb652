import type { Readable } from "node:stream";
import { TRPCError } from "@trpc/server";
import { httpStatusOf } from "@/server/api/error-map";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import { posterBrand } from "@/server/codes/poster/brand/gateway";
import { buildPosterPdf } from "@/server/codes/poster/document";
import { posterPreview } from "@/server/codes/poster/preview/document";
import { posterOrder } from "@/server/codes/schema";
import { symbolFor, symbolPng, symbolSvg } from "@/server/codes/symbol/document";
import { isDomainError } from "@/server/kernel/errors";
import { env } from "@/server/platform/env";

type Params = { readonly params: Promise<{ readonly code: string; readonly file: string }> };

const PRIVATE = { "cache-control": "private, no-store" } as const;

/**
 * Files of one's own code: `poster.pdf?format=a4&print=office`, and its symbol alone as `poster.svg` and `poster.png`
 * (for screens also under `symbol.svg`, which makes no edition). `preview.png` shows the sheet before it is printed.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { code, file } = await params;
  const query = new URL(request.url).searchParams;
  const given = {
    format: query.get("format") ?? undefined,
    print: query.get("print") ?? undefined,
    logo: query.get("logo") === "1",
  };
  const order = posterOrder.safeParse({ code, ...given });
  if (!order.success) {
    // A wrong code is an unknown one; a wrong format is a mistake of the caller's.
    const unknown = order.error.issues.some((issue) => issue.path[0] === "code");
    return unknown ? refuse("not_found", 404) : refuse("invalid_input", 400);
  }
  try {
    const answer = await fileOf(file, order.data);
    return answer ?? refuse("not_found", 404);
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isDomainError(cause)) return refuse(cause.code, httpStatusOf(cause.code));
    throw error;
  }
}

type Order = ReturnType<typeof posterOrder.parse>;

async function fileOf(file: string, order: Order): Promise<Response | null> {
  const { codes } = createCaller(await requestContext());
  switch (file) {
    case "poster.pdf": {
      const poster = await codes.poster(order);
      const { format, print, logo } = order;
      const brand = posterBrand();
      const pdf = buildPosterPdf({ posters: [poster], format, print, logo, brand, sandbox: env().sandbox });
      return download(webStream(pdf), "application/pdf", `${poster.code}-${format}.pdf`);
    }
    case "preview.png": {
      const { format, print, logo } = order;
      const brand = posterBrand();
      const posters = [await codes.preview(order)];
      const png = await posterPreview({ posters, format, print, logo, brand, sandbox: env().sandbox });
      return download(new Uint8Array(png), "image/png", null);
    }
    case "poster.svg":
    case "symbol.svg": {
      const svg = symbolSvg(await symbolOf(order));
      return download(svg, "image/svg+xml", file === "poster.svg" ? `${order.code}.svg` : null);
    }
    case "poster.png":
    case "symbol.png": {
      const png = new Uint8Array(await symbolPng(await symbolOf(order)));
      return download(png, "image/png", file === "poster.png" ? `${order.code}.png` : null);
    }
    default:
      return null;
  }
}

async function symbolOf(order: Order) {
  const { codes } = createCaller(await requestContext());
  const { url, emv, format } = await codes.get({ code: order.code });
  return symbolFor(format === "EMV" && emv !== null ? emv : url);
}

/** The node stream as the web's, one chunk for each one that is read; a reader who leaves ends the drawing. */
function webStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: () => {
      source.destroy();
    },
  });
}

/** @param name under which a browser keeps the file; null shows it in place, as an image of a page */
function download(body: BodyInit, contentType: string, name: string | null): Response {
  const disposition = name === null ? "inline" : `attachment; filename="${name}"`;
  return new Response(body, {
    headers: {
      ...PRIVATE,
      "content-type": contentType,
      "content-disposition": disposition,
      // An SVG that is opened by itself runs nothing.
      "content-security-policy": "default-src 'none'; style-src 'none'; sandbox",
    },
  });
}

function refuse(code: string, status: number): Response {
  return Response.json({ error: code }, { status, headers: PRIVATE });
}
