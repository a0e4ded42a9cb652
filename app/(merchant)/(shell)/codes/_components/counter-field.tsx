import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

const COUNTER_MAX = 20;

/** The till where a code hangs; it may stay without a name. */
export function CounterField(props: ComponentProps<typeof Input>) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  return (
    <Field
      label={words("addCounter")}
      mark={common("optional")}
      support={words("addCounterSupport")}
      example={words("addCounterExample")}
    >
      {(control) => <Input {...props} {...control} maxLength={COUNTER_MAX} />}
    </Field>
  );
}
