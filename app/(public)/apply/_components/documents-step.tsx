"use client";

import { useTranslations } from "next-intl";
import { TextLink } from "@/app/_ui/text-link";
import { documentKinds, documentLevel } from "@/server/onboarding/papers/rules";
import { DocumentField } from "./document-field";
import { fieldId } from "./field-shell";
import { useForm } from "./form-context";
import { followTo } from "./go-to";

/** The papers that this applicant is asked for. */
export function DocumentsStep() {
  const form = useForm();
  const words = useTranslations("onboarding");
  const kinds = documentKinds().filter((kind) => documentLevel(kind, form.fields) !== "none");
  if (kinds.length === 0) {
    return (
      <TextLink href={`/apply/business#${fieldId("business.entityType")}`} onClick={followTo}>
        {words("requirement.notYet")}
      </TextLink>
    );
  }
  return kinds.map((kind) => <DocumentField key={kind} kind={kind} />);
}
