import type { ReactNode } from "react";
import { cn } from "./cn";

type QrFrameProps = {
  /** The symbol, as SVG or image, with a text alternative of its own. */
  children: ReactNode;
  title?: ReactNode;
  /** The code as it can be typed; it is set in groups of five. */
  code?: string;
  caption?: ReactNode;
  className?: string;
};

/** A symbol on white with its quiet zone, in every theme, so that cameras always find it. */
export function QrFrame({ children, title, code, caption, className }: QrFrameProps) {
  return (
    <figure
      className={cn(
        "flex flex-col items-center rounded border border-line bg-white p-6 text-center text-black",
        className,
      )}
    >
      {title === undefined ? null : <p className="mb-3 text-lg font-bold">{title}</p>}
      <div className="aspect-square w-full max-w-64 p-[8%] [&>*]:size-full">{children}</div>
      <figcaption className="mt-2">
        {code === undefined ? null : (
          <span className="tabular block font-mono text-lg tracking-wider">
            {code.match(/.{1,5}/gu)?.join(" ")}
          </span>
        )}
        {caption === undefined ? null : <span className="block text-sm opacity-70">{caption}</span>}
      </figcaption>
    </figure>
  );
}
