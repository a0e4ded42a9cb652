import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function SecondFactorLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(public)/signin/second-factor">{children}</Words>;
}
