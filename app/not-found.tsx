import { getTranslations } from "next-intl/server";
import { NothingHere } from "@/app/_components/errors/nothing-here";

export async function generateMetadata() {
  const words = await getTranslations("common");
  return { title: words("notFoundTitle") };
}

export default function NotFound() {
  return (
    <main className="mx-auto w-full max-w-2xl px-4 py-12">
      <NothingHere homeHref="/" />
    </main>
  );
}
