import type { MerchantRole, OperatorRole } from "@/server/kernel/permissions";

/** A person of the sandbox; merchants' people get their tenant from the demo's own commands. */
export type DemoPerson =
  | { readonly side: "operator"; readonly email: string; readonly name: string; readonly role: OperatorRole }
  | { readonly side: "merchant"; readonly email: string; readonly name: string; readonly role: MerchantRole };

/**
 * One person for each role, and a second where two people have to agree: to recommend and to approve, and to
 * prepare and to release a bank file. The domain is reserved for examples (RFC 2606).
 */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { side: "operator", role: "reviewer", email: "reviewer@demo.noren.example", name: "佐藤 美咲" },
  { side: "operator", role: "approver", email: "approver@demo.noren.example", name: "鈴木 健一" },
  { side: "operator", role: "approver", email: "approver2@demo.noren.example", name: "高橋 由美子" },
  { side: "operator", role: "network_manager", email: "network@demo.noren.example", name: "田中 大輔" },
  { side: "operator", role: "finance", email: "finance@demo.noren.example", name: "伊藤 恵" },
  { side: "operator", role: "finance", email: "finance2@demo.noren.example", name: "渡辺 誠" },
  { side: "operator", role: "risk", email: "risk@demo.noren.example", name: "山本 彩" },
  { side: "operator", role: "support", email: "support@demo.noren.example", name: "中村 翔太" },
  { side: "operator", role: "auditor", email: "auditor@demo.noren.example", name: "小林 直樹" },
  { side: "operator", role: "administrator", email: "admin@demo.noren.example", name: "加藤 薫" },
  { side: "merchant", role: "owner", email: "owner@demo.noren.example", name: "桜井 花子" },
  { side: "merchant", role: "manager", email: "manager@demo.noren.example", name: "吉田 拓也" },
  { side: "merchant", role: "clerk", email: "clerk@demo.noren.example", name: "山田 ひろみ" },
  { side: "merchant", role: "accountant", email: "accountant@demo.noren.example", name: "佐々木 明" },
];
