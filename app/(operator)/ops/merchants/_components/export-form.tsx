import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Select } from "@/app/_ui/select";
import type { DirectoryFilters } from "@/server/directory/schema";

/** Takes along everything that the filters select, in the columns that the import takes. */
export function ExportForm({ filters }: { filters: DirectoryFilters }) {
  const words = useTranslations("directory.export");
  return (
    <form action="/api/directory/merchants" method="post" className="flex items-center gap-2">
      {Object.entries(filters).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Select
        dense
        name="encoding"
        aria-label={words("encoding")}
        options={[
          { value: "utf-8", label: "UTF-8" },
          { value: "cp932", label: "Shift_JIS" },
        ]}
      />
      <Button type="submit" size="sm" variant="secondary" title={words("lead")}>
        <Download aria-hidden />
        {words("action")}
      </Button>
    </form>
  );
}
