import { CircleAlert, CircleCheck, Clock, Info, type LucideIcon, Minus } from "lucide-react";
import type { Tone } from "./tone";

const ICONS: Record<Tone, LucideIcon> = {
  good: CircleCheck,
  waiting: Clock,
  attention: CircleAlert,
  info: Info,
  neutral: Minus,
};

/** The shape that goes with a tone, so that a state is never told by colour alone. */
export function ToneIcon({ tone, className }: { tone: Tone; className?: string }) {
  const Icon = ICONS[tone];
  return <Icon aria-hidden className={className} />;
}
