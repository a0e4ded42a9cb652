import { z } from "zod";
import { addPaper } from "@/server/onboarding/changes/papers/commands";
import { changeRef, paperKind } from "@/server/onboarding/changes/schema";
import { uploadOf } from "../../upload-of";

const limit = { name: "change-upload", points: 30, seconds: 3_600 };
const form = changeRef.extend({ kind: paperKind, file: z.instanceof(File) });

/** Takes one paper of a change. */
export async function POST(request: Request): Promise<Response> {
  return uploadOf(request, {
    permission: "merchant:change",
    limit,
    form,
    take: (deps, { file, ...paper }, content) => addPaper(deps, { ...paper, fileName: file.name, content }),
  });
}
