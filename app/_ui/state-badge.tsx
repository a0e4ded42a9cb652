import type { ReactNode } from "react";
import { Badge } from "./badge";
import type { Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

/** The state of a thing: word, colour and shape together. */
export function StateBadge({
  tone,
  className,
  children,
}: {
  tone: Tone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Badge tone={tone} icon={<ToneIcon tone={tone} />} className={className}>
      {children}
    </Badge>
  );
}
