"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";

const UNKNOWN_SHOWN = 10;

/** Moves stores into an area by a pasted list of their numbers or names. */
export function MoveStores({ areaId, name }: { areaId: string; name: string }) {
  const words = useTranslations("merchant.area");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [list, setList] = useState("");
  const move = useMutation(
    trpc.areas.moveStores.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.areas.pathFilter());
        await queries.invalidateQueries(trpc.merchants.pathFilter());
        setList("");
      },
    }),
  );
  return (
    <Dialog
      size="md"
      trigger={
        <Button size="sm" variant="quiet">
          {words("move")}
        </Button>
      }
      title={`${words("move")}: ${name}`}
      closeLabel={common("close")}
      footer={
        <Button
          pending={move.isPending}
          disabled={list.trim() === ""}
          onClick={() => move.mutate({ areaId, list })}
        >
          {words("move")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label={words("moveList")}>
          {(control) => (
            <Textarea
              {...control}
              rows={8}
              spellCheck={false}
              value={list}
              onChange={(event) => setList(event.target.value)}
            />
          )}
        </Field>
        {move.data === undefined ? null : (
          <Alert
            live
            tone={move.data.unknown.length === 0 ? "good" : "waiting"}
            what={words("moved", { count: move.data.moved })}
            why={
              move.data.unknown.length === 0
                ? undefined
                : words("unknown", { lines: move.data.unknown.slice(0, UNKNOWN_SHOWN).join(" / ") })
            }
          />
        )}
        <ErrorAlert error={move.error} what={words("failed")} />
      </div>
    </Dialog>
  );
}
