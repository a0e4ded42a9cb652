import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function MerchantLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(operator)/ops/merchants/[merchant]">{children}</Words>;
}
