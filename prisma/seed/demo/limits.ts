import { actAs } from "@/server/cli/acting";
import { setLimit } from "@/server/payments/risk/limits/commands";
import type { SetLimitInput } from "@/server/payments/risk/schema";

const RISK = "risk@demo.noren.example";

const OF_WALLETS: readonly SetLimitInput[] = [
  {
    subject: "wallet",
    subjectId: "NOREN_JP",
    measure: "payment_amount",
    most: 500_000n,
    reason: "1回の上限（加盟店規約）",
  },
  {
    subject: "wallet",
    subjectId: "ALIPAY_CN",
    measure: "payment_amount",
    most: 300_000n,
    reason: "1回の上限（ウォレットの規定）",
  },
];

/** Sets what the demonstration's risk desk has set: the most of one payment, and how often one new shop is paid. */
export async function setDemoLimits(newStoreId: string | undefined): Promise<void> {
  const risk = await actAs(RISK, "risk:act");
  for (const limit of OF_WALLETS) await setLimit(risk, limit);
  if (newStoreId === undefined) return;
  const ofStore = { subject: "store", subjectId: newStoreId, reason: "開店直後の目安" } as const;
  await setLimit(risk, { ...ofStore, measure: "hour_count", most: 60n });
  await setLimit(risk, { ...ofStore, measure: "day_amount", most: 1_000_000n });
}
