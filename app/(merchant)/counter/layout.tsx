import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function CounterLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(merchant)/counter">{children}</Words>;
}
