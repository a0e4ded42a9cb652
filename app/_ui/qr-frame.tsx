import type { ReactNode } from "react";
import { cn } from "./cn";

type QrFrameProps = {
  /** The symbol, as SVG or image, with a text alternative of its own. */
  children: ReactNode;
  title?: ReactNode;
  /** The code as it can be typed; it is set in groups of five. */
  code?: string;
  caption?: ReactNode;
  /** `sm` stands beside text, as in a list. */
  size?: "sm" | "md";
  className?: string;
};

/** A symbol on white with its quiet zone, in every theme, so that cameras always find it. */
export function QrFrame({ children, title, code, caption, size = "md", className }: QrFrameProps) {
  return (
    <figure
      className={cn(
        "flex flex-col items-center rounded border border-line bg-white text-center text-black",
        size === "sm" ? "p-2" : "p-6",
        className,
      )}
    >
      {title === undefined ? null : <p className="mb-3 text-lg font-bold">{title}</p>}
      <div className={cn("aspect-square w-full max-w-64 [&>*]:size-full", size === "md" && "p-[8%]")}>
        {children}
      </div>
      <figcaption className={size === "sm" ? "mt-1" : "mt-2"}>
        {code === undefined ? null : (
          <span
            className={cn(
              "tabular block font-mono whitespace-nowrap",
              size === "sm" ? "text-xs sm:text-sm" : "text-lg tracking-wider",
            )}
          >
            {code.match(/.{1,5}/gu)?.join(" ")}
          </span>
        )}
        {caption === undefined ? null : <span className="block text-sm opacity-70">{caption}</span>}
      </figcaption>
    </figure>
  );
}
