import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function DisputesLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(merchant)/(shell)/payments/[payment]">{children}</Words>;
}
