"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";

type RecoveryCodesProps = { codes: readonly string[]; onDone: () => void };

/** Ten codes that are shown this once, to print or to write down. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const words = useTranslations("security");
  const common = useTranslations("common");
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(codes.join("\n")).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="grid gap-4">
      <Alert tone="waiting" what={words("codesTitle")} why={words("codesLead")} />
      <ol className="tabular grid gap-x-6 gap-y-1 rounded border border-line bg-paper p-4 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Button variant="secondary" onClick={copy}>
        {isCopied ? common("copied") : common("copy")}
      </Button>
      <Button size="lg" wide onClick={onDone}>
        {words("codesDone")}
      </Button>
    </div>
  );
}
