import { z } from "zod";
import { ERROR_KINDS, type ErrorCode } from "@/server/kernel/errors";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
const taken = z.object({ documentId: z.string() });

/** Why a file was not taken, as a code with words. */
export class UploadError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;

  constructor(code: ErrorCode, params: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, code);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Sending = {
  readonly applicationId: string;
  readonly kind: string;
  /** The document behind whose pages these go; a new one when there is none. */
  readonly documentId: string | undefined;
  readonly file: File;
  /** From 0 to 1, of the bytes that have left. */
  readonly onProgress: (part: number) => void;
};

/** Sends one file, and says how far it is: `fetch` cannot. @returns the document's id @throws UploadError */
export function sendFile({ applicationId, kind, documentId, file, onProgress }: Sending): Promise<string> {
  if (file.size > MAX_DOCUMENT_BYTES) return Promise.reject(new UploadError("document_too_large"));
  const body = new FormData();
  body.set("applicationId", applicationId);
  body.set("kind", kind);
  if (documentId !== undefined) body.set("documentId", documentId);
  body.set("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/documents");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new UploadError("unavailable"));
    request.onload = () => {
      const answer = readJson(request.responseText);
      const done = taken.safeParse(answer);
      if (request.status < 300 && done.success) return resolve(done.data.documentId);
      const told = refusal.safeParse(answer);
      const code = told.data?.code ?? "internal";
      reject(new UploadError(isErrorCode(code) ? code : "internal", told.data?.params));
    };
    request.send(body);
  });
}
