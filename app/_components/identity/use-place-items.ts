"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { MenuItem } from "@/app/_ui/dropdown-menu";
import { landingOf } from "@/server/identity/rules";
import { usePlaceName } from "./use-place-name";

/** A choice fails only when the session has ended: the page, asked again, shows the way to sign in. */
const onError = () => window.location.reload();

/** One's roles, each with its place; choosing one goes to where its day begins. */
export function usePlaceItems(): MenuItem[] {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const placeName = usePlaceName();
  const choose = useMutation(trpc.account.switchMembership.mutationOptions({ onError }));
  return me.places.map((place) => {
    const { membershipId } = place;
    const current = membershipId === me.current?.membershipId;
    const onSuccess = () => window.location.assign(landingOf(place));
    return {
      id: membershipId,
      ...placeName(place),
      current,
      onSelect: current ? undefined : () => choose.mutate({ membershipId }, { onSuccess }),
    };
  });
}
