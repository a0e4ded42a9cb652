import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function WorkLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(operator)/ops/work">{children}</Words>;
}
