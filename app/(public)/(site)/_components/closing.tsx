import { useTranslations } from "next-intl";
import { LinkButton } from "@/app/_ui/link-button";

/** The same one thing to do, for who has read to the end. */
export function Closing() {
  const words = useTranslations("publicPages");
  return (
    <section className="mx-auto max-w-6xl px-4 py-14 text-center md:py-20">
      <h2 className="text-2xl md:text-3xl">{words("closing.title")}</h2>
      <p className="mx-auto mt-2 max-w-2xl text-muted">{words("closing.body")}</p>
      <LinkButton href="/apply" size="lg" className="mt-6 min-w-48 max-sm:w-full">
        {words("apply")}
      </LinkButton>
    </section>
  );
}
