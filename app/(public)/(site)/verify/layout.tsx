import type { ReactNode } from "react";
import { Words } from "@/app/_i18n/words";

export default function VerifyLayout({ children }: { children: ReactNode }) {
  return <Words of="app/(public)/(site)/verify">{children}</Words>;
}
