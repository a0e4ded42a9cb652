import { useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import type { PosterVerdict } from "@/server/codes/verify/queries";

/** What a checked poster is, and what to do about it. */
export function Verdict({ verdict }: { verdict: PosterVerdict }) {
  const words = useTranslations("verify");
  if (verdict.kind === "foreign") {
    return <Alert live tone="attention" what={words("foreign")} todo={words("foreignTodo")} />;
  }
  if (verdict.kind === "elsewhere") {
    return <Alert live tone="attention" what={words("elsewhere")} todo={words("elsewhereTodo")} />;
  }
  const { state, storeName, counterName } = verdict.code;
  const place = `${words("store")}: ${storeName}${counterName === "" ? "" : ` · ${words("counterName")}: ${counterName}`}`;
  switch (state) {
    case "active":
      return <Alert live tone="good" what={words("own")} why={place} />;
    case "paused":
      return <Alert live tone="waiting" what={words("paused")} why={place} todo={words("pausedTodo")} />;
    case "retiring":
      return <Alert live tone="waiting" what={words("retiring")} why={place} todo={words("retiringTodo")} />;
    case "retired":
      return <Alert live tone="attention" what={words("ended")} why={place} todo={words("endedTodo")} />;
  }
}
