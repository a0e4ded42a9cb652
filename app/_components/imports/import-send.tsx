"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { Alert } from "@/app/_ui/alert";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { FileDrop } from "@/app/_ui/file-drop";
import { TextLink } from "@/app/_ui/text-link";
import type { ImportKind } from "@/server/directory/import/files/rules";
import { ERROR_KINDS, type ErrorCode } from "@/server/kernel/errors";
import { IMPORT_PAGES, type ImportSide } from "./side";

const ACCEPT = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";
const taken = z.object({ importId: z.string() });
const refused = z.object({ code: z.string() });

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, code);
}

/** Sends the file as it is; the answer is the import's id, or why it was not taken. */
async function sendTable(
  file: File,
  kind: ImportKind,
  merchantId: string | undefined,
): Promise<{ importId: string } | { code: ErrorCode }> {
  const query = new URLSearchParams({ name: file.name, kind, ...(merchantId && { merchantId }) });
  const answer = await fetch(`/api/imports?${query}`, { method: "POST", body: file }).catch(() => undefined);
  const json: unknown = await answer?.json().catch(() => undefined);
  const done = taken.safeParse(json);
  if (done.success) return done.data;
  const said = refused.safeParse(json);
  return { code: said.success && isErrorCode(said.data.code) ? said.data.code : "unavailable" };
}

type ImportSendProps = {
  side: ImportSide;
  /** What the table holds: a merchant's own are its stores. */
  kind?: ImportKind;
  /** Whose stores they are, when an operator sends them. */
  merchantId?: string | undefined;
  /** Something is still to be said before a table can be taken. */
  disabled?: boolean;
  /** What is asked before the table. */
  children?: ReactNode;
};

/** The way in: a template, the present stores, and the place where a table is dropped. */
export function ImportSend({
  side,
  kind = "stores",
  merchantId,
  disabled = false,
  children,
}: ImportSendProps) {
  const words = useTranslations("imports.send");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<ErrorCode>();

  async function send([file]: File[]) {
    if (file === undefined) return;
    setSending(true);
    setError(undefined);
    const answer = await sendTable(file, kind, merchantId);
    setSending(false);
    if ("code" in answer) setError(answer.code);
    else router.push(`${IMPORT_PAGES[side]}/${answer.importId}`);
  }

  return (
    <Card>
      <CardHeader title={words("title")} support={words("lead")} />
      <CardBody className="grid gap-5">
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <TextLink href={`/api/imports/template?kind=${kind}`} download>
            {words("template")}
          </TextLink>
          {side === "merchant" ? (
            <>
              <TextLink href="/api/imports/stores" prefetch={false} download>
                {words("export")}
              </TextLink>
              <TextLink href="/api/imports/stores?encoding=cp932" prefetch={false} download>
                {words("exportExcel")}
              </TextLink>
            </>
          ) : null}
        </p>
        {children}
        <FileDrop
          onFiles={send}
          accept={ACCEPT}
          disabled={sending || disabled}
          labels={{
            drop: words("drop"),
            choose: sending ? words("sending") : words("choose"),
            hint: words("hint"),
          }}
        />
        {error === undefined ? null : (
          <Alert tone="attention" live what={words("failed")} why={errors(error)} />
        )}
      </CardBody>
    </Card>
  );
}
