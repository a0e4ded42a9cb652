"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ListDialog, restOf } from "@/app/_components/merchants/list-dialog";
import { useTRPC } from "@/app/_trpc/client";

/** Moves stores into an area by a pasted list of their numbers or names. */
export function MoveStores({ areaId, name }: { areaId: string; name: string }) {
  const words = useTranslations("merchant.area");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const move = useMutation(trpc.areas.moveStores.mutationOptions());
  const rest = restOf(move.data?.unknown ?? []);
  return (
    <ListDialog
      action={words("move")}
      target={name}
      label={words("moveList")}
      isPending={move.isPending}
      onSend={(list, clear) =>
        move.mutate(
          { areaId, list },
          {
            onSuccess: async () => {
              await queries.invalidateQueries(trpc.areas.pathFilter());
              await queries.invalidateQueries(trpc.merchants.pathFilter());
              clear();
            },
          },
        )
      }
      result={
        move.data && {
          text: words("moved", { count: move.data.moved }),
          rest: rest && words("unknown", { lines: rest }),
        }
      }
      error={move.error}
      failed={words("failed")}
    />
  );
}
