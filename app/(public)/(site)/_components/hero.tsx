import { useTranslations } from "next-intl";
import { LinkButton } from "@/app/_ui/link-button";
import { TextLink } from "@/app/_ui/text-link";
import { CounterScene } from "./counter-scene";

/** What it is, in a picture and two sentences, and the one thing to do. */
export function Hero() {
  const words = useTranslations("publicPages");
  return (
    <section className="overflow-hidden">
      <div className="mx-auto grid max-w-6xl items-center gap-8 px-4 py-10 md:grid-cols-2 md:gap-12 md:py-20">
        <div>
          <h1 className="text-3xl leading-snug md:text-5xl md:leading-tight">{words("title")}</h1>
          <p className="mt-5 max-w-xl text-lg">{words("lead")}</p>
          <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
            <LinkButton href="/apply" size="lg" className="min-w-48 max-sm:w-full">
              {words("apply")}
            </LinkButton>
            <TextLink href="#start" className="inline-flex min-h-11 items-center">
              {words("howLink")}
            </TextLink>
          </div>
          <p className="mt-3 text-sm text-muted">{words("applyNote")}</p>
        </div>
        <CounterScene title={words("pictureAlt")} className="mx-auto w-full max-w-lg" />
      </div>
    </section>
  );
}
