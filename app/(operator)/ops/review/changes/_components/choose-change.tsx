"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import type { ChangeFilter } from "@/server/onboarding/changes/schema";
import { useChangeRows } from "./use-change-rows";

/** What stands where a change is shown, while none is chosen or there is none to choose. */
export function ChooseChange({ filter }: { filter: ChangeFilter }) {
  const words = useTranslations("changeDesk");
  const { rows } = useChangeRows(filter);
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState illustration="done" title={words("empty")} />
      </Card>
    );
  return (
    <Card>
      <CardBody>{words("choose")}</CardBody>
    </Card>
  );
}
