"use client";

import { useTranslations } from "next-intl";
import { documentKinds, documentLevel } from "@/server/onboarding/papers/rules";
import { DocumentField } from "./document-field";
import { useForm } from "./form-context";

/** The papers that this applicant is asked for. */
export function DocumentsStep() {
  const form = useForm();
  const words = useTranslations("onboarding");
  const kinds = documentKinds().filter((kind) => documentLevel(kind, form.fields) !== "none");
  if (kinds.length === 0) return <p>{words("requirement.notYet")}</p>;
  return kinds.map((kind) => <DocumentField key={kind} kind={kind} />);
}
