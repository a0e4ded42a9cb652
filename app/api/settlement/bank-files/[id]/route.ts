import { download, onePiece, refusal } from "@/server/api/downloads";
import { requestContext } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";

/** Hands a released transfer file to the bank's upload: the same bytes every time. */
export async function POST(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  try {
    const file = await createCaller(await requestContext()).settlement.issueBankFile({ bankFileId: id });
    return download(onePiece(file.content), {
      name: file.name,
      type: "application/octet-stream",
      more: { "x-content-sha256": file.sha256 },
    });
  } catch (error) {
    return refusal(error);
  }
}
