"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";

type ShownOnceProps = { text: string; what: string; todo: string; onDone: () => void };

/** A secret that has just been made, the only time that anyone sees it. */
export function ShownOnce({ text, what, todo, onDone }: ShownOnceProps) {
  const words = useTranslations("integration.once");
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="grid gap-4">
      <Alert tone="good" live what={what} todo={todo} />
      <code className="tabular rounded border border-line bg-paper p-3 font-mono text-sm break-all">
        {text}
      </code>
      <div className="flex flex-wrap justify-end gap-3">
        <Button
          variant="secondary"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
        >
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {isCopied ? words("copied") : words("copy")}
        </Button>
        <Button onClick={onDone}>{words("done")}</Button>
      </div>
    </div>
  );
}
