import { getTranslations } from "next-intl/server";
import { caller } from "@/app/_trpc/server";
import { Alert } from "@/app/_ui/alert";
import { TextLink } from "@/app/_ui/text-link";

/** The way to the disputes; loud when one waits for an answer. */
export async function DisputeNotice() {
  const words = await getTranslations("disputes");
  const count = await (await caller()).disputes.countOpen();
  const link = (
    <TextLink href="/payments/disputes" className="inline-flex min-h-11 items-center">
      {words("open")}
    </TextLink>
  );
  if (count === 0) return <p className="mb-2 text-sm">{link}</p>;
  return (
    <Alert
      tone="attention"
      className="mb-4"
      what={words("waiting", { count })}
      why={words("waitingWhy")}
      action={link}
    />
  );
}
