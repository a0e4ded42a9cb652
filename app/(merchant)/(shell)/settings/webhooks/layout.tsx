import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(merchant)/(shell)/settings/webhooks">{children}</Words>;
}
