import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

export async function generateMetadata() {
  const words = await getTranslations("common");
  return { title: words("notFoundTitle") };
}

export default async function NotFound() {
  const words = await getTranslations("common");
  return (
    <main className="mx-auto w-full max-w-2xl px-4 py-12">
      <h1 className="sr-only">{words("notFoundTitle")}</h1>
      <EmptyState
        illustration="lens"
        title={words("notFoundTitle")}
        body={words("notFoundBody")}
        action={<LinkButton href="/">{words("toHome")}</LinkButton>}
      />
    </main>
  );
}
