"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { SymbolReader } from "@/app/_components/codes/symbol-reader";
import { Alert } from "@/app/_ui/alert";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { type EmvFinding, type EmvObject, inspectEmv } from "@/server/codes/emv/rules";

/** `key` tells lines apart also where a broken payload repeats an id. */
type Line = {
  readonly key: string;
  readonly path: string;
  readonly depth: number;
  readonly object: EmvObject;
};

function partsOf(objects: readonly EmvObject[], parent = "", depth = 0): Omit<Line, "key">[] {
  return objects.flatMap((object) => {
    const path = parent === "" ? object.id : `${parent}.${object.id}`;
    return [{ path, depth, object }, ...partsOf(object.children ?? [], path, depth + 1)];
  });
}

function linesOf(objects: readonly EmvObject[]): Line[] {
  return partsOf(objects).map((part, at) => ({ ...part, key: `${at}` }));
}

const PAYLOAD_MAX = 2_000;

/** Takes a payload apart as it is typed or pasted; nothing leaves the page. */
export function PayloadReader() {
  const words = useTranslations("verify");
  const [payload, setPayload] = useState("");
  const [unreadable, setUnreadable] = useState(false);
  const read = useCallback((found: string | null) => {
    setUnreadable(found === null);
    if (found !== null) setPayload(found.slice(0, PAYLOAD_MAX));
  }, []);
  const text = payload.trim();
  const inspection = text === "" ? null : inspectEmv(text);
  return (
    <div className="grid gap-6">
      <SymbolReader onRead={read} />
      {unreadable ? (
        <Alert live tone="waiting" what={words("unreadable")} todo={words("payloadSupport")} />
      ) : null}
      <Field label={words("payload")} support={words("payloadSupport")}>
        {(control) => (
          <Textarea
            {...control}
            value={payload}
            maxLength={PAYLOAD_MAX}
            spellCheck={false}
            className="font-mono break-all"
            onChange={(event) => setPayload(event.currentTarget.value)}
          />
        )}
      </Field>
      {inspection === null ? null : (
        <>
          <Alert
            live
            tone={inspection.ok ? "good" : "attention"}
            what={inspection.ok ? words("intact") : words("broken")}
            why={words("crc", {
              given: inspection.crc.given ?? words("none"),
              computed: inspection.crc.computed,
            })}
          />
          <Findings title={words("errorsFound")} findings={inspection.errors} />
          <Findings title={words("warningsFound")} findings={inspection.warnings} />
          <Objects lines={linesOf(inspection.objects)} />
        </>
      )}
    </div>
  );
}

function Findings({ title, findings }: { title: string; findings: readonly EmvFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h2 className="font-bold">{title}</h2>
      <ul className="list-disc pl-6 text-sm" lang="en">
        {findings.map((finding) => (
          <li key={`${finding.code}-${finding.id ?? ""}-${finding.message}`}>
            {finding.id === undefined ? null : <code>{finding.id} </code>}
            {finding.message}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Objects({ lines }: { lines: readonly Line[] }) {
  const words = useTranslations("verify");
  if (lines.length === 0) return null;
  return (
    <table className="w-full border-collapse text-left text-sm">
      <thead>
        <tr className="border-b border-line">
          <th className="py-2 pr-3">{words("object")}</th>
          <th className="py-2 pr-3">{words("name")}</th>
          <th className="py-2">{words("content")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, path, depth, object }) => (
          <tr key={key} className="border-b border-line align-top">
            <td className="tabular py-2 pr-3 font-mono">{path}</td>
            <td className={depth > 0 ? "py-2 pr-3 pl-4" : "py-2 pr-3"} lang="en">
              {object.name}
            </td>
            <td className="py-2 font-mono break-all">{object.children === undefined ? object.value : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
