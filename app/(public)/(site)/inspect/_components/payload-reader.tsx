"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { SymbolReader } from "@/app/_components/codes/symbol-reader";
import { Alert } from "@/app/_ui/alert";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import { type ObjectRule, objectRule } from "@/server/codes/emv/objects.data";
import { type EmvFinding, type EmvObject, inspectEmv } from "@/server/codes/emv/rules";

/** `key` tells lines apart also where a broken payload repeats an id. */
type Line = {
  readonly key: string;
  readonly path: string;
  readonly isNested: boolean;
  readonly object: EmvObject;
  readonly rule: ObjectRule;
};

function partsOf(
  objects: readonly EmvObject[],
  level: Parameters<typeof objectRule>[0],
  parent = "",
): Omit<Line, "key">[] {
  return objects.flatMap((object) => {
    const rule = objectRule(level, object.id);
    const path = parent === "" ? object.id : `${parent}.${object.id}`;
    const inside = rule.children === undefined ? [] : partsOf(object.children ?? [], rule.children, path);
    return [{ path, isNested: parent !== "", object, rule }, ...inside];
  });
}

function linesOf(objects: readonly EmvObject[]): Line[] {
  return partsOf(objects, "top").map((part, at) => ({ ...part, key: `${at}` }));
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
  const words = useTranslations("verify.finding");
  if (findings.length === 0) return null;
  return (
    <section>
      <h2 className="font-bold">{title}</h2>
      <ul className="list-disc pl-6 text-sm">
        {findings.map(({ code, id, message, facts }) => (
          <li key={`${code}-${id ?? ""}-${message}`}>
            {id === undefined ? null : <span className="tabular font-mono">{id} </span>}
            {words(code, facts)}
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
          <th className="py-2 pr-3 text-right whitespace-nowrap">{words("length")}</th>
          <th className="py-2">{words("content")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, path, isNested, object, rule: { min, max } }) => (
          <tr key={key} className="border-b border-line align-top">
            <td className="tabular py-2 pr-3 font-mono">{path}</td>
            <td className={isNested ? "py-2 pr-3 pl-4" : "py-2 pr-3"} lang="en">
              {object.name}
            </td>
            <td className="tabular py-2 pr-3 text-right whitespace-nowrap">
              {object.length}
              <span className="block text-xs text-muted">
                {min === max ? max : words("range", { min, max })}
              </span>
            </td>
            <td className="py-2 font-mono break-all">{object.children === undefined ? object.value : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
