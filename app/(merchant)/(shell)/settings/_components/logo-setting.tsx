"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { FileDrop } from "@/app/_ui/file-drop";
import { useToast } from "@/app/_ui/toast";
import { drawLogo } from "./draw-logo";

const SHOWN = 72;

/** The picture that shoppers see beside the name of the shop before they pay. */
export function LogoSetting() {
  const words = useTranslations("merchant.settings.logo");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [unreadable, setUnreadable] = useState(false);
  const { data: logo } = useSuspenseQuery(trpc.merchants.logo.queryOptions());
  const done = (title: string) => async () => {
    await queries.invalidateQueries({ queryKey: trpc.merchants.logo.queryKey() });
    show({ tone: "good", title });
  };
  const change = useMutation(trpc.merchants.changeLogo.mutationOptions({ onSuccess: done(words("saved")) }));
  const remove = useMutation(
    trpc.merchants.removeLogo.mutationOptions({ onSuccess: done(words("removed")) }),
  );
  async function take([file]: File[]): Promise<void> {
    const drawn = file ? await drawLogo(file) : null;
    setUnreadable(drawn === null);
    if (drawn !== null) change.mutate({ picture: drawn });
  }
  return (
    <Card>
      <CardHeader title={words("title")} support={words("lead")} />
      <CardBody className="grid gap-4 pt-2">
        {logo === null ? null : (
          <div className="flex items-center gap-4">
            {/* biome-ignore lint/performance/noImgElement: the picture is in the answer itself, there is nothing to optimise */}
            <img
              src={`data:image/jpeg;base64,${logo.picture}`}
              alt={words("shown")}
              width={SHOWN}
              height={SHOWN}
              className="size-18 rounded border border-line bg-white object-contain"
            />
            {logo.from === "brand" ? (
              <p className="text-sm text-muted">{words("fromBrand")}</p>
            ) : (
              <Button variant="quiet" size="sm" pending={remove.isPending} onClick={() => remove.mutate()}>
                {words("remove")}
              </Button>
            )}
          </div>
        )}
        <FileDrop
          accept="image/*"
          disabled={change.isPending}
          onFiles={(files) => void take(files)}
          labels={{ drop: words("drop"), choose: words("choose"), hint: words("hint") }}
        />
        {unreadable ? <Alert live tone="attention" what={words("unreadable")} /> : null}
        <ErrorAlert error={change.error ?? remove.error} />
      </CardBody>
    </Card>
  );
}
