import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useToast } from "@/app/_ui/toast";

/** Closes or opens a day for banks, and says how many payouts that has moved. */
export function useSetBankDay() {
  const words = useTranslations("terms.calendar");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  return useMutation(
    trpc.settlement.calendar.setBankDay.mutationOptions({
      onSuccess: async ({ moved }) => {
        await queries.invalidateQueries(trpc.settlement.calendar.pathFilter());
        show({ tone: "good", title: moved === 0 ? words("set") : words("moved", { count: moved }) });
      },
      onError: () => queries.invalidateQueries(trpc.settlement.calendar.pathFilter()),
    }),
  );
}
