import { env } from "@/server/platform/env";
import { networkSignatures } from "@/server/platform/http-signature";

const STORES_AT_ONCE = 5_000;
const PATH = "/sandbox/network/bulk/registrations";

/** Tells the sandbox network of stores that are live already: the other side of a demonstration's registrations. */
export async function registerAtNetwork(storeIds: readonly string[]): Promise<void> {
  const { sandboxUrl } = env();
  if (sandboxUrl === undefined) return;
  for (let at = 0; at < storeIds.length; at += STORES_AT_ONCE) {
    const stores = storeIds
      .slice(at, at + STORES_AT_ONCE)
      .map((referenceStoreId) => ({ referenceStoreId, walletIds: ["NOREN_JP", "ALIPAY_CN"] }));
    const body = Buffer.from(JSON.stringify({ stores }), "utf8");
    const answer = await fetch(new URL(PATH, sandboxUrl), {
      method: "POST",
      headers: await networkSignatures().signRequest({ path: PATH, body }),
      body,
    });
    if (!answer.ok) throw new Error(`the sandbox network answered ${answer.status}`);
  }
}
