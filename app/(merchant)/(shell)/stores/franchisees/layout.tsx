import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function FranchiseesLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(merchant)/(shell)/stores/franchisees">{children}</Words>;
}
