"use client";

import { useTranslations } from "next-intl";
import { useDeskKeys } from "@/app/_components/desk/desk-keys";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { Kbd } from "@/app/_ui/kbd";

const KEYS = [
  ["j", "moveDown"],
  ["k", "moveUp"],
  ["e", "accept"],
  ["E", "acceptAll"],
  ["r", "return"],
  ["w", "waive"],
  ["o", "openDocument"],
  ["i", "identify"],
  ["a", "decide"],
  ["t", "take"],
  ["x", "choose"],
  ["]", "nextCase"],
  ["[", "previousCase"],
  ["u", "back"],
  ["?", "help"],
  ["⌘↵", "send"],
  ["⌘K", "palette"],
] as const;

/** Every key of the desk, and the switch that turns those of one character off. */
export function KeyHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const words = useTranslations("review.keys");
  const common = useTranslations("common");
  const [isOn, setOn] = useDeskKeys();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words("title")}
      closeLabel={common("close")}
      size="md"
    >
      <Checkbox
        label={words("on")}
        support={words("onSupport")}
        checked={isOn}
        onChange={(event) => setOn(event.target.checked)}
      />
      <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {KEYS.map(([key, name]) => (
          <div key={key} className="flex items-center gap-3">
            <dt className="w-10 shrink-0">
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{words(name)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
