"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCodeChange } from "@/app/_components/codes/use-code-change";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { RadioGroup } from "@/app/_ui/radio-group";
import type { CodeRow } from "@/server/codes/queries";
import { CODE_FORMATS, type CodeFormat } from "@/server/codes/rules";
import { CounterField } from "../../_components/counter-field";

type RenameCodeProps = { code: Pick<CodeRow, "code" | "counterName" | "format" | "emv"> };

/** The till's name and the form of the symbol. Both are printed, so a change begins a new edition. */
export function RenameCode({ code }: RenameCodeProps) {
  const words = useTranslations("codes");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const changed = useCodeChange();
  const [isOpen, setIsOpen] = useState(false);
  const [format, setFormat] = useState<CodeFormat>(code.format);
  const configure = useMutation(
    trpc.codes.configure.mutationOptions({
      onSuccess: async () => {
        setIsOpen(false);
        await changed(words("configured"));
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("counterName");
    configure.mutate({ code: code.code, counterName: typeof name === "string" ? name : "", format });
  }

  const formats = CODE_FORMATS.map((value) => ({
    value,
    label: words(`form.${value}`),
    support: words(`formSupport.${value}`),
    disabled: value === "EMV" && code.emv === null,
  }));
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        configure.reset();
        setFormat(code.format);
        setIsOpen(open);
      }}
      trigger={
        <Button variant="secondary">
          <Pencil aria-hidden />
          {words("configure")}
        </Button>
      }
      title={words("configure")}
      description={words("configureBody")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="grid gap-5">
        <CounterField name="counterName" defaultValue={code.counterName} />
        <RadioGroup
          name="format"
          legend={words("form.legend")}
          options={formats}
          value={format}
          onValueChange={(value) => setFormat(value === "EMV" ? "EMV" : "URL")}
        />
        <ErrorAlert error={configure.error} what={words("changeFailed")} />
        <Button type="submit" pending={configure.isPending}>
          {common("save")}
        </Button>
      </form>
    </Dialog>
  );
}
