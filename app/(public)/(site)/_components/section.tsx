import type { ReactNode } from "react";
import { cn } from "@/app/_ui/cn";

type SectionProps = {
  /** Where the links of the header lead. */
  id: string;
  title: string;
  lead?: string;
  ground?: "paper" | "surface";
  children: ReactNode;
};

/** One subject of the front page, on paper or on white. */
export function Section({ id, title, lead, ground = "paper", children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={cn("scroll-mt-4", ground === "surface" && "border-y border-line bg-surface")}
    >
      <div className="mx-auto max-w-6xl px-4 py-14 md:py-20">
        <h2 id={`${id}-title`} className="text-2xl md:text-3xl">
          {title}
        </h2>
        {lead === undefined ? null : <p className="mt-2 max-w-2xl text-muted">{lead}</p>}
        <div className="mt-8 md:mt-10">{children}</div>
      </div>
    </section>
  );
}
