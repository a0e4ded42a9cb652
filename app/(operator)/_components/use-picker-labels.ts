import { useTranslations } from "next-intl";
import type { ComboboxLabels } from "@/app/_ui/combobox-option";

/** What a picker of merchants or stores says while it looks and when it has found nothing. */
export function usePickerLabels(): ComboboxLabels {
  const words = useTranslations("directory.pick");
  return {
    loading: words("searching"),
    noResults: words("none"),
    failed: words("failed"),
    clear: words("clear"),
    found: (count) => words("found", { count }),
  };
}
