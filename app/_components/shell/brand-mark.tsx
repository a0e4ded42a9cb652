import { cn } from "@/app/_ui/cn";

/**
 * A shop curtain with one panel lifted as someone enters; the ring on it is the old sign for yen (円, a circle).
 * Drawn in the colour of its text.
 */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={cn("size-8 text-indigo-600", className)}>
      <g fill="currentColor">
        <rect x="2" y="4" width="28" height="2.2" rx="1.1" />
        <path d="M4.6 7.3h7v19.2q-3.5 1.4-7 0z" />
        <path
          fillRule="evenodd"
          d="M12.5 7.3h7v19.2q-3.5 1.4-7 0zM16 12.7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"
        />
        <path d="M20.4 7.3h7v10.5c-.5 5.2-3 8.5-7 8.9z" />
      </g>
    </svg>
  );
}
