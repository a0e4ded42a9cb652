import { z } from "zod";
import { addDocument } from "@/server/onboarding/documents/commands";
import { isDocumentKind } from "@/server/onboarding/papers/rules";
import { uploadOf } from "../upload-of";

const limit = { name: "document-upload", points: 60, seconds: 3_600 };

const form = z.object({
  applicationId: z.string().min(1).max(40),
  kind: z.string().refine(isDocumentKind),
  /** Given, the pages go behind those that this document has. */
  documentId: z.string().min(1).max(40).optional(),
  file: z.instanceof(File),
});

/** Takes one document of an application. */
export async function POST(request: Request): Promise<Response> {
  return uploadOf(request, {
    permission: "application:edit",
    limit,
    form,
    take: (deps, { file, ...document }, content) =>
      addDocument(deps, { ...document, fileName: file.name, content }),
  });
}
