"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";

type CopyButtonProps = {
  value: string;
  label: string;
  copiedLabel: string;
  /** Only the icon is drawn; the label is still read out. */
  iconOnly?: boolean;
  className?: string;
};

const SHOWN_FOR_MS = 2_000;

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ value, label, copiedLabel, iconOnly = false, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function copy() {
    // A browser may refuse, for example without HTTPS; then the label simply stays as it was.
    const isDone = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    if (!isDone) return;
    setIsCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsCopied(false), SHOWN_FOR_MS);
  }

  const text = isCopied ? copiedLabel : label;
  return (
    <button
      type="button"
      onClick={copy}
      className={cn(buttonVariants({ variant: "quiet", size: iconOnly ? "icon-sm" : "sm" }), className)}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite" className={iconOnly ? "sr-only" : undefined}>
        {text}
      </span>
    </button>
  );
}
