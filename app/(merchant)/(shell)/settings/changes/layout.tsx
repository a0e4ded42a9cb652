import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function ChangesLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(merchant)/(shell)/settings/changes">{children}</Words>;
}
