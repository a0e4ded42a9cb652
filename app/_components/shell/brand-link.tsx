import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/app/_ui/cn";
import { BrandMark } from "./brand-mark";

export type Brand = {
  name: string;
  href: string;
  /** Another mark than the curtain, where the brand setting has one. */
  mark?: ReactNode;
};

/** Mark and name, leading home. */
export function BrandLink({ brand, className }: { brand: Brand; className?: string }) {
  return (
    <Link href={brand.href} className={cn("inline-flex min-h-11 items-center gap-2.5", className)}>
      {brand.mark ?? <BrandMark />}
      <span className="text-lg font-bold tracking-wide whitespace-nowrap">{brand.name}</span>
    </Link>
  );
}
